// Asks a name server over UDP as fast as it answers: a closed loop of SOCKETS × WINDOW queries under way, sent and
// received in batches, on one thread. Prints one line of JSON.
// Usage: flood ADDRESS PORT QUERIES SECONDS [SOCKETS [WINDOW]]
// QUERIES is a file of DNS messages, each after its length in two octets (as in RFC 1035 §4.2.2), asked in a ring.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MAXIMUM_WINDOW = 256, BATCH = 32, SIZE = 4096 };
static const double patience = 0.5;  // seconds until a query counts as lost

struct lane {  // one socket and its queries under way; a query's id is its place in `waiting`
    int socket;
    int idle;                             // how many places are free
    uint16_t free[MAXIMUM_WINDOW];        // which
    uint16_t identity[MAXIMUM_WINDOW];    // the id that is out for a place: its place, and above it a turn
    double asked[MAXIMUM_WINDOW];         // when; 0 = not out
};

static unsigned char **queries;
static uint16_t *lengths;
static size_t count, next;
static int window = 32;
static unsigned long answers, lost, strays, noerror, nxdomain, others, withRecords;
static struct mmsghdr outgoing[MAXIMUM_WINDOW], incoming[BATCH];
static struct iovec outgoingParts[MAXIMUM_WINDOW], incomingParts[BATCH];
static unsigned char replies[BATCH][SIZE], scratch[MAXIMUM_WINDOW][512];

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static void die(const char *what) {
    perror(what);
    exit(1);
}

static void readQueries(const char *path) {
    struct stat about;
    int file = open(path, O_RDONLY);
    if (file < 0 || fstat(file, &about)) die(path);
    unsigned char *bytes = mmap(NULL, about.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (bytes == MAP_FAILED) die(path);
    for (int pass = 0; pass < 2; pass++) {
        count = 0;
        for (off_t at = 0; at + 2 <= about.st_size;) {
            uint16_t length = bytes[at] << 8 | bytes[at + 1];
            if (pass) queries[count] = bytes + at + 2, lengths[count] = length;
            if (length > sizeof scratch[0]) die("a query is too long");
            at += 2 + length;
            count++;
        }
        if (!pass) queries = malloc(count * sizeof *queries), lengths = malloc(count * sizeof *lengths);
    }
    if (!count) die("no queries");
}

// Sends a query for every free place of the lane.
static void fill(struct lane *lane, double time) {
    int ready = lane->idle;
    if (!ready) return;
    for (int i = 0; i < ready; i++) {
        uint16_t place = lane->free[ready - 1 - i];
        uint16_t identity = (lane->identity[place] & ~(MAXIMUM_WINDOW - 1)) + MAXIMUM_WINDOW + place;
        memcpy(scratch[i], queries[next], lengths[next]);
        scratch[i][0] = identity >> 8;
        scratch[i][1] = identity;
        lane->identity[place] = identity;
        outgoingParts[i].iov_base = scratch[i];
        outgoingParts[i].iov_len = lengths[next];
        if (++next == count) next = 0;
    }
    int sent = sendmmsg(lane->socket, outgoing, ready, 0);
    for (int i = 0; i < sent; i++) lane->asked[lane->free[ready - 1 - i]] = time;
    if (sent > 0) lane->idle -= sent;
}

static void receive(struct lane *lane) {
    int received = recvmmsg(lane->socket, incoming, BATCH, MSG_DONTWAIT, NULL);
    for (int i = 0; i < received; i++) {
        unsigned char *reply = replies[i];
        uint16_t identity = reply[0] << 8 | reply[1], place = identity % MAXIMUM_WINDOW;
        if (incoming[i].msg_len < 12 || place >= window || lane->identity[place] != identity || !lane->asked[place]) {
            strays++;
            continue;
        }
        lane->asked[place] = 0;
        lane->free[lane->idle++] = place;
        answers++;
        switch (reply[3] & 15) {
        case 0: noerror++; break;
        case 3: nxdomain++; break;
        default: others++;
        }
        if (reply[6] | reply[7]) withRecords++;
    }
}

static void giveUp(struct lane *lane, double time) {
    for (int place = 0; place < window; place++) {
        if (!lane->asked[place] || time - lane->asked[place] < patience) continue;
        lane->asked[place] = 0;
        lane->free[lane->idle++] = place;
        lost++;
    }
}

int main(int argc, char **argv) {
    if (argc < 5) return fprintf(stderr, "usage: flood ADDRESS PORT QUERIES SECONDS [SOCKETS [WINDOW]]\n"), 2;
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
    if (inet_pton(AF_INET, argv[1], &server.sin_addr) != 1) die(argv[1]);
    readQueries(argv[3]);
    double seconds = atof(argv[4]);
    int lanesCount = argc > 5 ? atoi(argv[5]) : 8;
    if (argc > 6) window = atoi(argv[6]);
    if (window < 1 || window > MAXIMUM_WINDOW) window = MAXIMUM_WINDOW;

    for (int i = 0; i < MAXIMUM_WINDOW; i++)
        outgoing[i].msg_hdr = (struct msghdr){.msg_iov = &outgoingParts[i], .msg_iovlen = 1};
    for (int i = 0; i < BATCH; i++) {
        incomingParts[i] = (struct iovec){replies[i], SIZE};
        incoming[i].msg_hdr = (struct msghdr){.msg_iov = &incomingParts[i], .msg_iovlen = 1};
    }
    struct lane *lanes = calloc(lanesCount, sizeof *lanes);
    int poll = epoll_create1(0);
    for (int i = 0; i < lanesCount; i++) {
        struct lane *lane = &lanes[i];
        lane->socket = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
        int room = 4 << 20;
        setsockopt(lane->socket, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
        if (connect(lane->socket, (struct sockaddr *)&server, sizeof server)) die("connect");
        for (; lane->idle < window; lane->idle++) lane->free[lane->idle] = lane->idle;
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = lane};
        epoll_ctl(poll, EPOLL_CTL_ADD, lane->socket, &event);
    }

    double start = now(), end = start + seconds, looked = start, time = start;
    for (int i = 0; i < lanesCount; i++) fill(&lanes[i], start);
    while (time < end) {
        struct epoll_event events[64];
        int ready = epoll_wait(poll, events, 64, 20);
        time = now();
        for (int i = 0; i < ready; i++) {
            struct lane *lane = events[i].data.ptr;
            receive(lane);
            fill(lane, time);
        }
        if (time - looked > 0.1) {
            looked = time;
            for (int i = 0; i < lanesCount; i++) giveUp(&lanes[i], time), fill(&lanes[i], time);
        }
    }
    double took = now() - start;
    printf("{\"answers\":%lu,\"seconds\":%.6f,\"lost\":%lu,\"strays\":%lu,\"noerror\":%lu,\"nxdomain\":%lu,"
           "\"others\":%lu,\"withRecords\":%lu}\n",
        answers, took, lost, strays, noerror, nxdomain, others, withRecords);
}
