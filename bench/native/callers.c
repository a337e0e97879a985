// HTTP callers in a closed loop: each sends a request, waits for the whole answer, and sends the next. One thread.
// Prints one line of JSON. Usage: callers [options] ADDRESS PORT TEMPLATE…
//   -c CALLERS   how many (1)          -t SECONDS   for how long (3)        -n REQUESTS  at most so many (no limit)
//   -s SERIAL    the first request's number (0)     -l FILE      write `number status` there for every answer
//   -x  end when a connection is refused, as by a server that is gone
//   -p FIRST,COUNT  numbers for {p}: each of FIRST … FIRST+COUNT-1 once, in a scattered order
// A TEMPLATE is a file with one whole request. Request number n takes template n modulo their number, where {n} becomes
// the number in nine digits, and {p} the next of the scattered numbers.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST = 4096, ANSWER = 1 << 16, TEMPLATES = 8 };

struct caller {
    int socket;  // -1 = none
    bool waiting;
    unsigned long number;
    double asked;
    size_t unsent, requestLength, have;
    char request[REQUEST], answer[ANSWER];
};

static struct sockaddr_in server;
static char templates[TEMPLATES][REQUEST];
static int templateCount, poll_;
static unsigned long nextNumber, endNumber = -1UL, scatterFirst, scatterCount, scattered;
static unsigned long byClass[6], broken, done;
static double *latencies;
static size_t latencyRoom;
static FILE *journal;
static bool endWhenRefused, refused;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static void die(const char *what) {
    perror(what);
    exit(1);
}

// A step that has no factor in common with COUNT visits every number once before any twice.
static unsigned long scatter(void) {
    static unsigned long step;
    if (!step) {
        for (step = scatterCount * 0.6180339887 + 1;; step++) {
            unsigned long a = step, b = scatterCount;
            while (b) { unsigned long rest = a % b; a = b; b = rest; }
            if (a == 1) break;
        }
    }
    return scatterFirst + (scattered++ * step) % scatterCount;
}

static void compose(struct caller *caller) {
    const char *from = templates[caller->number % templateCount];
    char *to = caller->request;
    while (*from) {
        if (!strncmp(from, "{n}", 3)) to += sprintf(to, "%09lu", caller->number), from += 3;
        else if (!strncmp(from, "{p}", 3)) to += sprintf(to, "%lu", scatter()), from += 3;
        else *to++ = *from++;
    }
    caller->requestLength = caller->unsent = to - caller->request;
}

static void hangUp(struct caller *caller) {
    if (caller->socket >= 0) close(caller->socket);
    caller->socket = -1;
}

static void listenFor(struct caller *caller, int change, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = caller};
    epoll_ctl(poll_, change, caller->socket, &event);
}

static void transmit(struct caller *caller) {
    const char *rest = caller->request + caller->requestLength - caller->unsent;
    ssize_t sent = send(caller->socket, rest, caller->unsent, MSG_NOSIGNAL);
    // A request of some hundred octets fits the socket's buffer: what does not is a broken connection.
    if (sent == (ssize_t)caller->unsent) caller->unsent = 0;
    else hangUp(caller);
}

// A full queue at the server must hold up this caller alone, so nothing here blocks; `connected` sends the request.
static void connectTo(struct caller *caller) {
    int one = 1;
    caller->socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    setsockopt(caller->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(caller->socket, (struct sockaddr *)&server, sizeof server) && errno != EINPROGRESS) hangUp(caller);
    else listenFor(caller, EPOLL_CTL_ADD, EPOLLIN | EPOLLOUT);
}

static void connected(struct caller *caller) {
    listenFor(caller, EPOLL_CTL_MOD, EPOLLIN);
    transmit(caller);
}

static void ask(struct caller *caller) {
    caller->waiting = false;
    if (nextNumber >= endNumber) return;
    caller->number = nextNumber++;
    compose(caller);
    caller->asked = now();
    caller->have = 0;
    caller->waiting = true;
    if (caller->socket < 0) connectTo(caller);
    else transmit(caller);
}

static const char *header(struct caller *caller, const char *end, const char *name) {
    for (char *line = caller->answer; line && line < end; line = strstr(line, "\r\n")) {
        if (*line == '\r') line += 2;
        if (!strncasecmp(line, name, strlen(name))) return line + strlen(name);
    }
    return NULL;
}

// Whether the answer is whole; `closed` = the server has hung up.
static bool whole(struct caller *caller, bool closed) {
    char *end = strstr(caller->answer, "\r\n\r\n");
    if (!end) return false;
    size_t head = end + 4 - caller->answer;
    int status = atoi(caller->answer + 9);
    if (status == 204 || status == 304) return true;
    const char *length = header(caller, end, "content-length:");
    if (length) return caller->have >= head + strtoul(length, NULL, 10);
    if (header(caller, end, "transfer-encoding: chunked"))
        return caller->have >= head + 5 && !memcmp(caller->answer + caller->have - 5, "0\r\n\r\n", 5);
    return closed;
}

static void finish(struct caller *caller) {
    int status = atoi(caller->answer + 9);
    byClass[status / 100 < 6 ? status / 100 : 0]++;
    if (done == latencyRoom) {
        latencyRoom = latencyRoom ? latencyRoom * 2 : 65536;
        latencies = realloc(latencies, latencyRoom * sizeof *latencies);
    }
    latencies[done++] = now() - caller->asked;
    if (journal) fprintf(journal, "%lu %d\n", caller->number, status);
    const char *end = strstr(caller->answer, "\r\n\r\n"), *connection = header(caller, end, "connection:");
    if (connection && !strncasecmp(connection + strspn(connection, " "), "close", 5)) hangUp(caller);
    ask(caller);
}

static void receive(struct caller *caller) {
    ssize_t more = recv(caller->socket, caller->answer + caller->have, ANSWER - 1 - caller->have, 0);
    if (more < 0 && errno == EAGAIN) return;
    if (more > 0) caller->have += more;
    caller->answer[caller->have] = 0;
    if (caller->waiting && whole(caller, more <= 0)) {
        if (more <= 0) hangUp(caller);
        finish(caller);
    } else if (more <= 0) {
        refused |= more < 0 && errno == ECONNREFUSED;
        hangUp(caller);
        // An idle connection that the server ends costs nobody an answer.
        if (caller->waiting) broken++, ask(caller);
    }
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double percentile(double part) {
    return done ? latencies[(size_t)(part * (done - 1))] * 1e3 : 0;
}

int main(int argc, char **argv) {
    int option, callerCount = 1;
    double seconds = 3;
    unsigned long requests = 0;
    while ((option = getopt(argc, argv, "c:t:n:s:l:p:x")) > 0) switch (option) {
        case 'c': callerCount = atoi(optarg); break;
        case 't': seconds = atof(optarg); break;
        case 'n': requests = strtoul(optarg, NULL, 10); break;
        case 's': nextNumber = strtoul(optarg, NULL, 10); break;
        case 'l': if (!(journal = fopen(optarg, "w"))) die(optarg); break;
        case 'x': endWhenRefused = true; break;
        case 'p': sscanf(optarg, "%lu,%lu", &scatterFirst, &scatterCount); break;
        default: return 2;
        }
    if (argc - optind < 3 || argc - optind - 2 > TEMPLATES)
        return fprintf(stderr, "usage: callers [options] ADDRESS PORT TEMPLATE…\n"), 2;
    unsigned long first = nextNumber;
    if (requests) endNumber = nextNumber + requests;
    server = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(atoi(argv[optind + 1]))};
    if (inet_pton(AF_INET, argv[optind], &server.sin_addr) != 1) die(argv[optind]);
    for (int i = optind + 2; i < argc; i++, templateCount++) {
        FILE *file = fopen(argv[i], "r");
        if (!file || fread(templates[templateCount], 1, REQUEST - 256, file) == 0) die(argv[i]);
        fclose(file);
    }

    poll_ = epoll_create1(0);
    struct caller *callers = calloc(callerCount, sizeof *callers);
    double start = now(), end = start + seconds, time = start;
    for (int i = 0; i < callerCount; i++) callers[i].socket = -1, ask(&callers[i]);
    while (time < end && !(refused && endWhenRefused) && done + broken < endNumber - first) {
        struct epoll_event events[64];
        int ready = epoll_wait(poll_, events, 64, 20);
        for (int i = 0; i < ready; i++) {
            struct caller *caller = events[i].data.ptr;
            if (events[i].events == EPOLLOUT) connected(caller);
            else receive(caller);
        }
        time = now();
        // Broken at once: again, but not in a hot loop.
        if (refused) usleep(1000);
        for (int i = 0; i < callerCount; i++)
            if (callers[i].waiting && callers[i].socket < 0) broken++, ask(&callers[i]);
    }
    double took = now() - start;
    if (journal) fclose(journal);
    qsort(latencies, done, sizeof *latencies, ascending);
    printf("{\"answers\":%lu,\"seconds\":%.6f,\"ok\":%lu,\"status4xx\":%lu,\"status5xx\":%lu,\"otherStatus\":%lu,"
           "\"broken\":%lu,\"p50\":%.4f,\"p90\":%.4f,\"p99\":%.4f,\"max\":%.4f,\"next\":%lu}\n",
        done, took, byClass[2], byClass[4], byClass[5], byClass[0] + byClass[1] + byClass[3], broken, percentile(.5),
        percentile(.9), percentile(.99), percentile(1), nextNumber);
}
