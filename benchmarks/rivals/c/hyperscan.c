// Replaces what the patterns match, block by block, with Hyperscan or Vectorscan: one database that reports where matches
// begin.
#include <hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1 << 20, MOST = 1 << 20 };

static struct span { unsigned long long from, to; } spans[MOST];
static size_t n;

static int hit(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *ctx) {
  (void)id, (void)flags, (void)ctx;
  while (n > 0 && spans[n - 1].to > from) { // the longest of those that overlap
    if (spans[n - 1].from < from) from = spans[n - 1].from;
    n--;
  }
  if (n < MOST) spans[n++] = (struct span){from, to};
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char line[1024], *exps[64];
  unsigned flags[64], ids[64], count = 0;
  FILE *p = fopen(argv[1], "r"), *in = fopen(argv[2], "r");
  if (!p || !in) return 1;
  while (count < 64 && fgets(line, sizeof line, p)) {
    char *tab = strchr(line, '\t');
    if (!tab) continue;
    tab[strcspn(tab, "\n")] = 0;
    exps[count] = strdup(tab + 1);
    flags[count] = HS_FLAG_SOM_LEFTMOST;
    ids[count] = count;
    count++;
  }
  hs_database_t *db;
  hs_compile_error_t *err;
  hs_scratch_t *scratch = NULL;
  if (hs_compile_multi((const char *const *)exps, flags, ids, count, HS_MODE_BLOCK, NULL, &db, &err) != HS_SUCCESS) {
    fprintf(stderr, "%s\n", err->message);
    return 1;
  }
  if (hs_alloc_scratch(db, &scratch) != HS_SUCCESS) return 1;
  static char buf[BLOCK];
  size_t held = 0, got;
  do {
    got = fread(buf + held, 1, BLOCK - held, in);
    size_t end = held + got, cut = end;
    while (got > 0 && cut > 0 && buf[cut - 1] != '\n') cut--;
    n = 0;
    hs_scan(db, buf, cut, 0, scratch, hit, NULL);
    size_t last = 0;
    for (size_t i = 0; i < n; i++) {
      fwrite(buf + last, 1, spans[i].from - last, stdout);
      fwrite("[PHI]", 1, 5, stdout);
      last = spans[i].to;
    }
    fwrite(buf + last, 1, cut - last, stdout);
    memmove(buf, buf + cut, end - cut);
    held = end - cut;
  } while (got > 0);
  return 0;
}
