#include "tests/faults/lossy_proxy.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace kansrijk::testing {
namespace {

constexpr size_t kFrameHeader = 9;
constexpr unsigned char kHeadersFrame = 1;

sockaddr_in Loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<uint16_t>(port));
  return address;
}

unsigned Byte(const std::string& bytes, size_t at) { return static_cast<unsigned char>(bytes[at]); }

size_t FrameSize(const std::string& bytes) {
  return kFrameHeader + (Byte(bytes, 0) << 16 | Byte(bytes, 1) << 8 | Byte(bytes, 2));
}

uint32_t StreamOf(const std::string& frame) {
  return (Byte(frame, 5) & 0x7f) << 24 | Byte(frame, 6) << 16 | Byte(frame, 7) << 8 |
         Byte(frame, 8);
}

bool SendAll(int socket, const std::string& bytes) {
  for (size_t sent = 0; sent < bytes.size();) {
    const ssize_t size = send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (size <= 0) return false;
    sent += static_cast<size_t>(size);
  }
  return true;
}

}  // namespace

LossyProxy::LossyProxy(const std::string& server, uint32_t seed) : random_(seed) {
  EXPECT_TRUE(absl::SimpleAtoi(server.substr(server.rfind(':') + 1), &server_port_));
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = Loopback(0);
  socklen_t size = sizeof address;
  EXPECT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(listen(listener_, 256), 0);
  EXPECT_EQ(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), 0);
  address_ = absl::StrCat("127.0.0.1:", ntohs(address.sin_port));
  EXPECT_EQ(pipe(stop_pipe_), 0);
  loop_ = std::thread([this] { Loop(); });
}

LossyProxy::~LossyProxy() {
  close(stop_pipe_[1]);
  loop_.join();
  close(stop_pipe_[0]);
  close(listener_);
  for (const Link& link : links_) {
    close(link.client);
    close(link.server);
  }
}

void LossyProxy::Loop() {
  for (;;) {
    std::vector<pollfd> polled{{stop_pipe_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
    for (const Link& link : links_) {
      polled.push_back({link.client, POLLIN, 0});
      polled.push_back({link.server, POLLIN, 0});
    }
    if (poll(polled.data(), polled.size(), -1) < 0) return;
    if (polled[0].revents != 0) return;
    size_t at = 2;
    for (auto link = links_.begin(); link != links_.end(); at += 2) {
      const bool whole = (polled[at].revents == 0 || PumpRequests(*link)) &&
                         (polled[at + 1].revents == 0 || PumpAnswers(*link));
      if (!whole) {
        close(link->client);
        close(link->server);
      }
      link = whole ? std::next(link) : links_.erase(link);
    }
    if (polled[1].revents != 0) Accept();
  }
}

void LossyProxy::Accept() {
  const int client = accept(listener_, nullptr, nullptr);
  if (client < 0) return;
  const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = Loopback(server_port_);
  if (connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    close(client);
    close(server);
    return;
  }
  const int on = 1;
  setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  links_.push_back({client, server, "", 0});
}

bool LossyProxy::PumpRequests(Link& link) {
  char buffer[16384];
  const ssize_t size = recv(link.client, buffer, sizeof buffer, 0);
  return size > 0 && SendAll(link.server, std::string(buffer, static_cast<size_t>(size)));
}

bool LossyProxy::PumpAnswers(Link& link) {
  char buffer[16384];
  const ssize_t size = recv(link.server, buffer, sizeof buffer, 0);
  if (size <= 0) return false;
  link.pending.append(buffer, static_cast<size_t>(size));
  while (link.pending.size() >= kFrameHeader && link.pending.size() >= FrameSize(link.pending)) {
    const std::string frame = link.pending.substr(0, FrameSize(link.pending));
    link.pending.erase(0, frame.size());
    if (!Passes(link, frame) || !SendAll(link.client, frame)) return false;
  }
  return true;
}

// The first headers of a stream begin an answer; each is lost by the toss of a coin.
bool LossyProxy::Passes(Link& link, const std::string& frame) {
  if (Byte(frame, 3) != kHeadersFrame || StreamOf(frame) <= link.last_answer) return true;
  link.last_answer = StreamOf(frame);
  if (random_() % 2 == 0) {
    ++lost_;
    return false;
  }
  ++passed_;
  return true;
}

}  // namespace kansrijk::testing
