//! Programs of calculated functions, written anew: numbers and known operators, nothing else.

/// Most words of a program.
const MOST_WORDS: usize = 20_000;
/// Deepest nesting of braces.
const DEEPEST: usize = 32;

const OPERATORS: [&[u8]; 42] = [
    b"abs",
    b"add",
    b"and",
    b"atan",
    b"bitshift",
    b"ceiling",
    b"copy",
    b"cos",
    b"cvi",
    b"cvr",
    b"div",
    b"dup",
    b"eq",
    b"exch",
    b"exp",
    b"false",
    b"floor",
    b"ge",
    b"gt",
    b"idiv",
    b"if",
    b"ifelse",
    b"index",
    b"le",
    b"ln",
    b"log",
    b"lt",
    b"mod",
    b"mul",
    b"ne",
    b"neg",
    b"not",
    b"or",
    b"pop",
    b"roll",
    b"round",
    b"sin",
    b"sqrt",
    b"sub",
    b"true",
    b"truncate",
    b"xor",
];

/// The program, when it is one.
pub(super) fn plain(program: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(program.len());
    let mut depth = 0;
    let mut ended = false;
    for (words, word) in Words(program).enumerate() {
        if ended || words > MOST_WORDS {
            return None;
        }
        match word {
            b"{" => depth += 1,
            _ if depth == 0 => return None,
            b"}" => depth -= 1,
            _ => {}
        }
        ended = depth == 0;
        if depth > DEEPEST {
            return None;
        }
        if !out.is_empty() {
            out.push(b' ');
        }
        if word == b"{" || word == b"}" || OPERATORS.contains(&word) {
            out.extend_from_slice(word);
        } else {
            out.extend_from_slice(number(word)?.as_bytes());
        }
    }
    ended.then_some(out)
}

fn number(word: &[u8]) -> Option<String> {
    let text = str::from_utf8(word).ok()?;
    let plain = |b: &u8| b.is_ascii_digit() || b"+-.eE".contains(b);
    if !word.iter().all(plain) {
        return None;
    }
    if let Ok(whole) = text.parse::<i32>() {
        return Some(whole.to_string());
    }
    let value = text.parse::<f32>().ok()?;
    value.is_finite().then(|| {
        let text = value.to_string();
        if text.contains('.') {
            text
        } else {
            // A real number stays one.
            text + ".0"
        }
    })
}

struct Words<'p>(&'p [u8]);

impl<'p> Iterator for Words<'p> {
    type Item = &'p [u8];

    fn next(&mut self) -> Option<&'p [u8]> {
        let white = |b: &u8| matches!(b, b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ');
        loop {
            let start = self.0.iter().position(|b| !white(b))?;
            self.0 = &self.0[start..];
            if self.0[0] != b'%' {
                break;
            }
            let end = self.0.iter().position(|b| matches!(b, b'\n' | b'\r'))?;
            self.0 = &self.0[end..];
        }
        let ends = |b: &u8| white(b) || matches!(b, b'{' | b'}' | b'%');
        let end = if matches!(self.0[0], b'{' | b'}') {
            1
        } else {
            self.0.iter().position(ends).unwrap_or(self.0.len())
        };
        let (word, rest) = self.0.split_at(end);
        self.0 = rest;
        Some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(program: &str) -> Option<String> {
        plain(program.as_bytes()).map(|out| String::from_utf8(out).expect("ASCII"))
    }

    #[test]
    fn a_program_is_numbers_and_operators() {
        let program = "{%Wubbo\n 1.50 exch  sub{dup}\r{007 -.5 mul} ifelse }\n%x";
        let expected = "{ 1.5 exch sub { dup } { 7 -0.5 mul } ifelse }";
        assert_eq!(text(program).as_deref(), Some(expected));
    }

    #[test]
    fn what_is_no_program_is_not_understood() {
        for program in [
            "",
            "1",
            "{",
            "}",
            "{ Wubbo }",
            "{ (x) }",
            "{ } { }",
            "{ 1 } 2",
            "{ 16#ff }",
            "{ nan }",
        ] {
            assert_eq!(text(program), None, "{program}");
        }
        assert_eq!(text(&"{".repeat(10_000)), None);
    }
}
