//! The only place that makes markup. Markup is what the program itself says, known when it was built;
//! whatever else is written goes through [`Html::text`], which lets nothing through that means something.

use std::fmt::Write;

/// A page that grows.
#[derive(Default)]
pub(super) struct Html(String);

/// How long a bar is.
const BAR: usize = 160;

impl Html {
    /// Markup, which can only be the program's own.
    pub(super) fn put(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, in an element or in a quoted attribute.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                c if is_unseen(c) => self.0.push('\u{fffd}'),
                c => self.0.push(c),
            }
        }
        self
    }

    /// A number, as it is written in Dutch: `20.000`.
    pub(super) fn number(&mut self, n: usize) -> &mut Self {
        let digits = n.to_string();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                self.0.push('.');
            }
            self.0.push(digit);
        }
        self
    }

    /// A number and what it counts: `1 bestand`, `2 bestanden`.
    pub(super) fn count(&mut self, n: usize, one: &'static str, more: &'static str) -> &mut Self {
        self.number(n).put(" ").put(if n == 1 { one } else { more })
    }

    /// A bar beside a number, for the eye alone.
    pub(super) fn bar(&mut self, part: usize, whole: usize) -> &mut Self {
        let long = (part * BAR).div_ceil(whole.max(1)).min(BAR);
        // Writing to a string cannot fail.
        let _ = write!(
            self.0,
            r#"<svg class="bar" width="{BAR}" height="10" aria-hidden="true"><rect class="of" width="{BAR}" height="10"/><rect class="part" width="{long}" height="10"/></svg>"#
        );
        self
    }

    /// A path below the folder of the report, as a link to what stands there.
    pub(super) fn link(&mut self, path: &str, text: &str) -> &mut Self {
        // With `./` before it nothing in a path can be taken for a scheme or a host.
        self.put("<a href=\"./");
        for byte in path.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                    self.0.push(char::from(byte));
                }
                _ => {
                    let _ = write!(self.0, "%{byte:02X}");
                }
            }
        }
        self.put("\"><bdi>").text(text).put("</bdi></a>")
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

/// What is not seen but does something: it could show a name as another one.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(write: impl FnOnce(&mut Html)) -> String {
        let mut out = Html::default();
        write(&mut out);
        out.0
    }

    #[test]
    fn text_is_never_markup() {
        let text = written(|h| {
            h.text("<script>alert(\"x\")</script> & '\u{202e}\u{0}");
        });
        assert_eq!(
            text,
            "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;\u{fffd}\u{fffd}"
        );
    }

    #[test]
    fn a_link_leads_nowhere_but_below_the_folder() {
        let link = written(|h| {
            h.link("javascript:alert(1)/a b%.json", "a<b");
        });
        assert_eq!(
            link,
            "<a href=\"./javascript%3Aalert%281%29/a%20b%25.json\"><bdi>a&lt;b</bdi></a>"
        );
    }

    #[test]
    fn numbers_have_dots() {
        let text = written(|h| {
            h.number(0)
                .put(" ")
                .number(14_310)
                .put(" ")
                .number(1_000_000);
        });
        assert_eq!(text, "0 14.310 1.000.000");
    }

    #[test]
    fn what_is_more_than_nothing_has_a_bar() {
        assert!(
            written(|h| {
                h.bar(1, 1_000_000);
            })
            .contains("class=\"part\" width=\"1\"")
        );
        assert!(
            written(|h| {
                h.bar(0, 0);
            })
            .contains("class=\"part\" width=\"0\"")
        );
    }

    proptest! {
        #[test]
        fn no_text_opens_or_ends_anything(text in "\\PC*|[<>&\"'/a\\x00-\\x1f\u{202e}]*") {
            let out = written(|h| { h.text(&text); });
            prop_assert!(!out.contains(['<', '>', '"', '\'']));
            prop_assert!(!out.chars().any(is_unseen));
        }
    }
}
