//! Replaces what the patterns match: with one alternation over blocks of lines ("one"), or with each pattern over each line
//! ("each"), as VRL's redact function does.
use regex::bytes::{Captures, Regex};
use std::io::{BufRead, BufReader, Read, Write};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&args[2]).unwrap();
    let pairs: Vec<(&str, &str)> = text.lines().map(|l| l.split_once('\t').unwrap()).collect();
    let file = std::fs::File::open(&args[3]).unwrap();
    let out = std::io::BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    if args[1] == "each" {
        each(&pairs, file, out)
    } else {
        one(&pairs, file, out)
    }
}

fn each(pairs: &[(&str, &str)], file: std::fs::File, mut out: impl Write) {
    let res: Vec<(Regex, Vec<u8>)> =
        pairs.iter().map(|(k, r)| (Regex::new(&format!("(?-u){r}")).unwrap(), format!("[{k}]").into_bytes())).collect();
    let mut input = BufReader::with_capacity(1 << 20, file);
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line).unwrap() > 0 {
        for (re, rep) in &res {
            if let std::borrow::Cow::Owned(new) = re.replace_all(&line, regex::bytes::NoExpand(rep)) {
                line = new;
            }
        }
        out.write_all(&line).unwrap();
        line.clear();
    }
}

fn one(pairs: &[(&str, &str)], mut file: std::fs::File, mut out: impl Write) {
    let all: Vec<String> = pairs.iter().map(|(_, r)| r.replace('(', "(?:").replace("\\(?:", "\\(")).collect();
    let re = Regex::new(&format!("(?-u){}", all.join("|"))).unwrap();
    let mut buf = vec![0u8; 1 << 20];
    let mut held = 0;
    loop {
        let n = file.read(&mut buf[held..]).unwrap();
        let end = held + n;
        let cut = if n == 0 { end } else { buf[..end].iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1) };
        out.write_all(&re.replace_all(&buf[..cut], |_: &Captures| &b"[PHI]"[..])).unwrap();
        buf.copy_within(cut..end, 0);
        held = end - cut;
        if n == 0 {
            return;
        }
    }
}
