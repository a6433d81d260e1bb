//! Documents that came together: a mail and all that is attached to it, however deep.
//!
//! An archive or a mailbox is no family: what is in it lay in one place, that is all.

use std::collections::BTreeMap;
use std::path::Path;

/// A document: its path, and whether it is a mail.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'a> {
    pub(super) path: &'a Path,
    pub(super) is_mail: bool,
}

/// Whether a file that was not read is called like a mail.
pub(super) fn is_called_mail(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str());
    extension.is_some_and(|e| e.eq_ignore_ascii_case("eml") || e.eq_ignore_ascii_case("msg"))
}

/// The number of the family of each document, from 1 in their order. A mail alone is none.
pub(super) fn number(members: &[Member<'_>]) -> Vec<Option<u32>> {
    let mails: BTreeMap<&Path, usize> = (0..)
        .zip(members)
        .filter(|(_, m)| m.is_mail)
        .map(|(n, m)| (m.path, n))
        .collect();
    let root = |member: &Member<'_>| {
        let mut around: Vec<&Path> = member.path.ancestors().skip(1).collect();
        around.reverse();
        around.iter().find_map(|a| mails.get(a).copied())
    };
    let roots: Vec<Option<usize>> = members.iter().map(root).collect();
    let mut families = BTreeMap::new();
    for root in roots.iter().flatten() {
        families.insert(*root, 0);
    }
    for (number, family) in (1..).zip(families.values_mut()) {
        *family = number;
    }
    (0..)
        .zip(roots)
        .map(|(n, root)| families.get(&root.unwrap_or(n)).copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(paths: &[&str]) -> Vec<Option<u32>> {
        let members: Vec<Member<'_>> = paths
            .iter()
            .map(|path| Member {
                path: Path::new(path),
                is_mail: is_called_mail(Path::new(path)),
            })
            .collect();
        number(&members)
    }

    #[test]
    fn a_mail_and_what_is_attached_to_it_are_one_family() {
        let found = numbers(&[
            "a.eml",
            "a.eml/b.MSG",
            "a.eml/b.MSG/c.pdf",
            "a.eml/d.zip/e.txt",
            "a.eml.txt",
            "f.msg",
            "f.msg/g.pdf",
        ]);
        let one = Some(1);
        assert_eq!(found, [one, one, one, one, None, Some(2), Some(2)]);
    }

    #[test]
    fn an_archive_or_a_mailbox_is_no_family_and_a_mail_alone_is_none() {
        let found = numbers(&[
            "a.zip",
            "a.zip/b.txt",
            "a.zip/c.txt",
            "post.mbox/1.eml",
            "post.mbox/2.eml",
            "post.mbox/2.eml/bijlage.pdf",
        ]);
        assert_eq!(found, [None, None, None, None, Some(1), Some(1)]);
    }

    #[test]
    fn nothing_has_no_families() {
        assert_eq!(number(&[]), []);
    }
}
