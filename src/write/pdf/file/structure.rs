//! The tagged structure: headings and paragraphs in reading order, boxes at their place in it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::Objects;
use super::page::NewPage;
use super::text::string;
use crate::model::Role;

/// Something that is read: marked content of a page, be it a box or what stays.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Mark {
    order: u32,
    page: usize,
    number: usize,
}

/// Where a heading or paragraph stands among the others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum At {
    /// Before all others, for what is read nowhere and stands on a page before them.
    First { page: usize },
    /// Where the text has it.
    Element(u32),
    /// What is read nowhere, such as a box over a page number: behind the last element of the
    /// pages so far.
    Behind { element: u32, page: usize },
}

impl At {
    fn key(self) -> (Option<u32>, usize) {
        match self {
            Self::First { page } => (None, page),
            Self::Element(element) => (Some(element), 0),
            Self::Behind { element, page } => (Some(element), page + 1),
        }
    }
}

/// Writes the structure tree.
pub(super) fn write(
    objects: &mut Objects,
    pages: &[NewPage<'_>],
    ids: &[ObjectId],
    roles: &[Role],
) -> ObjectId {
    let root = objects.reserve();
    let document = objects.reserve();
    let parents = pages
        .iter()
        .map(|page| vec![Object::Null; page.marked.len() + page.boxes.len()]);
    let mut tree = Tree {
        pages,
        ids,
        parents: parents.collect(),
        level: 0,
        objects,
    };
    let kids = tree.blocks(pages, roles, document);
    let parents = tree.parents;
    objects.set(document, element("Document", root, kids));
    let mut numbers = Vec::with_capacity(2 * parents.len());
    for (page, parents) in parents.into_iter().enumerate() {
        numbers.push(Object::Integer(page as i64));
        numbers.push(objects.add(parents).into());
    }
    let parents = objects.add(dictionary! { "Nums" => numbers });
    objects.set(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => document,
            "ParentTree" => parents,
            "ParentTreeNextKey" => pages.len() as i64,
        },
    );
    root
}

/// All that is read, in reading order.
fn in_order(pages: &[NewPage<'_>]) -> Vec<(At, Vec<Mark>)> {
    let mut blocks: BTreeMap<(Option<u32>, usize), (At, Vec<Mark>)> = BTreeMap::new();
    let mut last = None;
    for (page, of) in pages.iter().enumerate() {
        let marked = of.marked.iter().map(|place| Some(*place));
        let places: Vec<_> = marked.chain(of.boxes.iter().map(|b| b.place)).collect();
        last = last.max(places.iter().flatten().map(|place| place.element).max());
        for (number, place) in places.into_iter().enumerate() {
            let at = match (place, last) {
                (Some(place), _) => At::Element(place.element),
                (None, Some(element)) => At::Behind { element, page },
                (None, None) => At::First { page },
            };
            let order = place.map_or(0, |place| place.order);
            let (_, marks) = blocks.entry(at.key()).or_insert((at, Vec::new()));
            marks.push(Mark {
                order,
                page,
                number,
            });
        }
    }
    let mut blocks: Vec<_> = blocks.into_values().collect();
    for (_, marks) in &mut blocks {
        marks.sort_unstable();
    }
    blocks
}

struct Tree<'t, 'j> {
    objects: &'t mut Objects,
    pages: &'t [NewPage<'j>],
    ids: &'t [ObjectId],
    /// For each page, by the numbers of its marked content: the element it belongs to.
    parents: Vec<Vec<Object>>,
    /// The level of the heading before, 0 before the first.
    level: u8,
}

impl Tree<'_, '_> {
    /// The elements of the document. What stands beside the text is kept together in sections.
    fn blocks(&mut self, pages: &[NewPage<'_>], roles: &[Role], document: ObjectId) -> Vec<Object> {
        let mut kids: Vec<Object> = Vec::new();
        let mut section: Option<(ObjectId, Vec<Object>)> = None;
        for (at, marks) in in_order(pages) {
            let role = match at {
                At::Element(element) => roles.get(element as usize).copied(),
                // In a section when it stands in one.
                At::First { .. } | At::Behind { .. } => section.as_ref().map(|_| Role::Aside),
            };
            let role = role.unwrap_or(Role::Paragraph);
            if role == Role::Aside {
                let open = section.take();
                let (id, mut within) = open.unwrap_or_else(|| (self.objects.reserve(), Vec::new()));
                within.push(self.block("P", id, &marks));
                section = Some((id, within));
                continue;
            }
            self.close(&mut section, document, &mut kids);
            let tag = self.tag(role);
            kids.push(self.block(tag, document, &marks));
        }
        self.close(&mut section, document, &mut kids);
        kids
    }

    fn close(
        &mut self,
        section: &mut Option<(ObjectId, Vec<Object>)>,
        document: ObjectId,
        kids: &mut Vec<Object>,
    ) {
        if let Some((id, within)) = section.take() {
            self.objects.set(id, element("Sect", document, within));
            kids.push(id.into());
        }
    }

    /// The tag of a heading or paragraph. The first heading is a main heading and none is more
    /// than one level below the one before it.
    fn tag(&mut self, role: Role) -> &'static str {
        const HEADINGS: [&str; 6] = ["H1", "H2", "H3", "H4", "H5", "H6"];
        match role {
            Role::Heading(level) => {
                self.level = level.clamp(1, 6).min(self.level + 1);
                HEADINGS[usize::from(self.level) - 1]
            }
            Role::Paragraph | Role::Aside => "P",
        }
    }

    /// A heading or paragraph of marked content and boxes.
    fn block(&mut self, tag: &str, parent: ObjectId, marks: &[Mark]) -> Object {
        let id = self.objects.reserve();
        let page = marks.first().map_or(0, |mark| mark.page);
        let mut kids = Vec::with_capacity(marks.len());
        for mark in marks {
            let of = &self.pages[mark.page];
            let a_box = mark.number.checked_sub(of.marked.len());
            let kid = match a_box.and_then(|number| of.boxes.get(number)) {
                Some(a_box) => {
                    let content = vec![Object::Integer(mark.number as i64)];
                    let mut span = element("Span", id, content);
                    span.set("Alt", string(&a_box.alt));
                    span.set("Pg", self.ids[mark.page]);
                    self.objects.add(span)
                }
                None => id,
            };
            self.parents[mark.page][mark.number] = kid.into();
            kids.push(if kid != id {
                kid.into()
            } else if mark.page == page {
                Object::Integer(mark.number as i64)
            } else {
                dictionary! {
                    "Type" => "MCR",
                    "MCID" => mark.number as i64,
                    "Pg" => self.ids[mark.page],
                }
                .into()
            });
        }
        let mut dict = element(tag, parent, kids);
        dict.set("Pg", self.ids[page]);
        self.objects.set(id, dict);
        id.into()
    }
}

fn element(tag: &str, parent: ObjectId, kids: Vec<Object>) -> Dictionary {
    let mut dict = dictionary! { "Type" => "StructElem", "S" => tag, "P" => parent };
    if !kids.is_empty() {
        dict.set("K", kids);
    }
    dict
}
