// The socket ceiling: what one core can receive and send back, with the same two system calls as a fast name server
// and no work between them. Usage: echo ADDRESS PORT
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

enum { BATCH = 32, SIZE = 1232 };

int main(int argc, char **argv) {
    if (argc != 3) return fprintf(stderr, "usage: echo ADDRESS PORT\n"), 2;
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
    inet_pton(AF_INET, argv[1], &here.sin_addr);
    int socket_ = socket(AF_INET, SOCK_DGRAM, 0), room = 4 << 20;
    setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    setsockopt(socket_, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    if (bind(socket_, (struct sockaddr *)&here, sizeof here)) return perror("bind"), 1;

    static unsigned char bytes[BATCH][SIZE];
    static struct sockaddr_in peers[BATCH];
    static struct iovec parts[BATCH];
    static struct mmsghdr messages[BATCH];
    for (int i = 0; i < BATCH; i++) {
        parts[i].iov_base = bytes[i];
        messages[i].msg_hdr = (struct msghdr){.msg_name = &peers[i], .msg_iov = &parts[i], .msg_iovlen = 1};
    }
    for (;;) {
        for (int i = 0; i < BATCH; i++) {
            parts[i].iov_len = SIZE;
            messages[i].msg_hdr.msg_namelen = sizeof peers[i];
        }
        int received = recvmmsg(socket_, messages, BATCH, MSG_WAITFORONE, NULL);
        for (int i = 0; i < received; i++) {
            bytes[i][2] |= 0x80;  // QR: it is a response now
            parts[i].iov_len = messages[i].msg_len;
        }
        for (int sent = 0; sent < received;) {
            int more = sendmmsg(socket_, messages + sent, received - sent, 0);
            sent += more > 0 ? more : 1;
        }
    }
}
