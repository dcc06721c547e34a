// Looks at an Xvfb's framebuffer through the file it is mapped to (Xvfb -fbdir) and tells what a viewer would see,
// without a request to the server:
//   xwatch FILE [MICROSECONDS BETWEEN LOOKS [changes]]
//   N time                first light: something on the glass is not black
//   B time top bottom     the frame number in the bar code at the top or at the bottom changed; -1 where there is none
// With `changes` instead of both, told at once:
//   C time                the picture is another than at the last look: any of every sixth pixel of every sixth row
// Times are seconds of CLOCK_MONOTONIC.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>

enum { kCells = 20, kBits = 16, kStripMiddle = 32, kBright = 127, kLit = 24 };

static volatile sig_atomic_t is_asked_to_stop;
static const uint8_t* pixels;
static int width, height, stride;

static void ask_to_stop(int signal) {
  (void)signal;
  is_asked_to_stop = 1;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint32_t pixel(int x, int y) {
  uint32_t value;
  memcpy(&value, pixels + (size_t)y * (size_t)stride + (size_t)x * 4, sizeof value);
  return value;
}

// barcode.py says what the cells mean.
static int code_at(int y) {
  const int cell = width / kCells;
  int bit[kCells], number = 0;
  for (int i = 0; i < kCells; i++) bit[i] = (int)(pixel(i * cell + cell / 2, y) >> 8 & 255) > kBright;
  if (!bit[0] || bit[1]) return -1;
  for (int i = 2; i < 2 + kBits; i++) number = number * 2 + bit[i];
  return (__builtin_popcount((unsigned)number) & 3) == bit[18] * 2 + bit[19] ? number : -1;
}

static int is_lit(void) {
  for (int y = height / 28; y < height; y += height / 14)
    for (int x = width / 48; x < width; x += width / 24) {
      const uint32_t p = pixel(x, y);
      if ((p & 255) > kLit || (p >> 8 & 255) > kLit || (p >> 16 & 255) > kLit) return 1;
    }
  return 0;
}

static uint64_t hash_of_picture(void) {
  enum { kStep = 6 };
  uint64_t hash = 1469598103934665603u;
  for (int y = kStep / 2; y < height; y += kStep)
    for (int x = kStep / 2; x < width; x += kStep) hash = (hash ^ (pixel(x, y) & 0xffffff)) * 1099511628211u;
  return hash;
}

static void tell_changes(long pause) {
  uint64_t last = hash_of_picture();
  while (!is_asked_to_stop) {
    const double t = now();
    const uint64_t hash = hash_of_picture();
    if (hash != last) {
      printf("C %.6f\n", t);
      fflush(stdout);
      last = hash;
    }
    nanosleep(&(struct timespec){.tv_nsec = pause * 1000L}, NULL);
  }
}

static int map_screen(const char* path) {
  struct stat size;
  const int file = open(path, O_RDONLY);
  if (file < 0 || fstat(file, &size) != 0) {
    perror(path);
    return 0;
  }
  const uint8_t* map = mmap(NULL, (size_t)size.st_size, PROT_READ, MAP_SHARED, file, 0);
  if (map == MAP_FAILED) {
    perror(path);
    return 0;
  }
  const uint32_t* header = (const uint32_t*)(const void*)map;  // of an X window dump: big-endian words
  width = (int)ntohl(header[4]), height = (int)ntohl(header[5]), stride = (int)ntohl(header[12]);
  pixels = map + ntohl(header[0]) + (size_t)ntohl(header[19]) * 12;
  return 1;
}

int main(int count, char** words) {
  if (count < 2 || !map_screen(words[1])) return 2;
  const long pause = count > 2 ? atol(words[2]) : 1000;
  signal(SIGTERM, ask_to_stop);
  signal(SIGINT, ask_to_stop);
  // To look on time; both are best effort.
  prctl(PR_SET_TIMERSLACK, 1000UL);
  sched_setscheduler(0, SCHED_RR, &(struct sched_param){.sched_priority = 10});
  if (count > 3 && strcmp(words[3], "changes") == 0) {
    tell_changes(pause);
    return 0;
  }
  int top = -2, bottom = -2, seen = 0;
  double flushed = now();
  while (!is_asked_to_stop) {
    const double t = now();
    if (!seen && is_lit()) {
      printf("N %.6f\n", t);
      seen = 1;
    }
    const int new_top = code_at(kStripMiddle), new_bottom = code_at(height - kStripMiddle);
    if (new_top != top || new_bottom != bottom) {
      top = new_top, bottom = new_bottom;
      printf("B %.6f %d %d\n", t, top, bottom);
    }
    if (t - flushed > 0.5) {
      fflush(stdout);
      flushed = t;
    }
    nanosleep(&(struct timespec){.tv_nsec = pause * 1000L}, NULL);
  }
  fflush(stdout);
  return 0;
}
