/* Usage: talib DATA n time RUNS FUNCTION p0,p1,… …    prints {"name": …, "ms": …} for each, the fastest of RUNS calls
          talib DATA n values FUNCTION p0,p1,…        writes each output as n doubles, NaN before its first bar
   DATA holds the columns open, high, low, close, volume as doubles. Each call gets its outputs in fresh memory, as a caller
   who keeps the results needs; what a function allocates for itself may be memory used before. */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>
#include <time.h>
#include "talib.h"

long n;
double *open_, *high, *low, *close_, *volume;

static const struct {
  const char *name;
  long (*run)(const double *, double **);
  int outputs;
} functions[] = {
  {"sma", sma, 1}, {"ema", ema, 1}, {"wma", wma, 1}, {"dema", dema, 1}, {"tema", tema, 1}, {"trima", trima, 1},
  {"t3", t3, 1}, {"kama", kama, 1}, {"trix", trix, 1}, {"macd", macd, 3}, {"rsi", rsi, 1}, {"cmo", cmo, 1},
  {"stoch", stoch, 2}, {"willr", willr, 1}, {"cci", cci, 1}, {"roc", roc, 1}, {"mom", mom, 1}, {"ultosc", ultosc, 1},
  {"aroon", aroon, 2}, {"trange", trange, 1}, {"atr", atr, 1}, {"natr", natr, 1}, {"adx", adx, 1}, {"sar", sar, 1},
  {"obv", obv, 1}, {"ad", ad, 1}, {"adosc", adosc, 1}, {"mfi", mfi, 1}, {"bbands", bbands, 3}, {"stddev", stddev, 1},
  {"var", var, 1}, {"linearreg", linearreg, 1}, {"correl", correl, 1}, {"beta", beta, 1}, {"max", max, 1},
  {"min", min, 1}, {"typprice", typprice, 1},
};

/* Time of this processor's work: what else runs on the machine does not count. */
static double milliseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static double *fresh(void) {
  void *memory = mmap(NULL, n * sizeof(double), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) exit(1);
  return memory;
}

static int find(const char *name) {
  for (int f = 0; f < (int)(sizeof functions / sizeof *functions); f++)
    if (strcmp(functions[f].name, name) == 0) return f;
  fprintf(stderr, "no function is named %s\n", name);
  exit(2);
}

int main(int argc, char **argv) {
  if (argc < 6) return 2;
  n = atol(argv[2]);
  double *data = malloc(5 * n * sizeof(double)), p[8], *out[3];
  FILE *file = fopen(argv[1], "rb");
  if (!file || fread(data, sizeof(double), 5 * n, file) != (size_t)(5 * n)) return 2;
  open_ = data, high = data + n, low = data + 2 * n, close_ = data + 3 * n, volume = data + 4 * n;
  int timed = strcmp(argv[3], "time") == 0, runs = timed ? atoi(argv[4]) : 1;
  for (int a = timed ? 5 : 4; a + 1 < argc; a += 2) {
    int f = find(argv[a]), count = 0;
    for (char *word = strtok(argv[a + 1], ","); word && count < 8; word = strtok(NULL, ",")) p[count++] = atof(word);
    double best = INFINITY;
    for (int run = 0; run < runs; run++) {
      double start = milliseconds();
      for (int k = 0; k < functions[f].outputs; k++) out[k] = fresh();
      long first = functions[f].run(p, out);
      for (int k = 0; k < functions[f].outputs; k++)
        for (long i = 0; i < first; i++) out[k][i] = NAN;
      double ms = milliseconds() - start;
      if (ms < best) best = ms;
      for (int k = 0; k < functions[f].outputs; k++) {
        if (!timed) fwrite(out[k], sizeof(double), n, stdout);
        munmap(out[k], n * sizeof(double));
      }
    }
    if (timed) printf("{\"name\":\"%s\",\"ms\":%.6f}\n", functions[f].name, best);
  }
  return 0;
}
