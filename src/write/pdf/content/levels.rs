//! Clips in force: `q` for those that are wanted next, `Q` where others are.

use std::rc::Rc;

use super::clip::{self, Chain, Clip};
use super::sheet::{Now, Sheet};

/// Deepest nesting of `q` for clips; PDF/A allows 28.
const DEEPEST: usize = 16;

/// A `q` for clips.
pub(super) struct Level {
    clips: Vec<Rc<Clip>>,
    /// What was in force before it.
    before: Now,
}

impl Sheet {
    pub(super) fn set_clip(&mut self, chain: &Chain) {
        let same = match (chain, &self.clip) {
            (None, None) => true,
            (Some(wanted), Some(now)) => Rc::ptr_eq(wanted, now),
            _ => false,
        };
        if same {
            return;
        }
        self.clip = chain.clone();
        let wanted = clip::list(chain);
        let mut kept = 0;
        let mut levels = 0;
        for level in &self.levels {
            let end = kept + level.clips.len();
            let same = wanted
                .get(kept..end)
                .is_some_and(|of| of.iter().zip(&level.clips).all(|(a, b)| clip::alike(a, b)));
            if !same {
                break;
            }
            kept = end;
            levels += 1;
        }
        if levels == self.levels.len() && kept == wanted.len() {
            return;
        }
        self.end_mark();
        if levels >= DEEPEST && kept < wanted.len() {
            (kept, levels) = (0, 0);
        }
        while self.levels.len() > levels {
            self.pop_level();
        }
        if let Some(more) = wanted.get(kept..).filter(|more| !more.is_empty()) {
            self.push_level(more);
        }
    }

    fn push_level(&mut self, clips: &[Rc<Clip>]) {
        self.levels.push(Level {
            clips: clips.to_vec(),
            before: self.now.clone(),
        });
        self.operator("q");
        for clip in clips {
            self.out.extend_from_slice(&clip.bytes);
            if !clip.fonts.is_empty() {
                clip.fonts.iter().for_each(|font| self.names.font(*font));
                self.now.font = None;
                self.now.mode = None;
            }
        }
    }

    pub(super) fn pop_level(&mut self) -> bool {
        let Some(level) = self.levels.pop() else {
            return false;
        };
        self.operator("Q");
        self.now = level.before;
        true
    }
}
