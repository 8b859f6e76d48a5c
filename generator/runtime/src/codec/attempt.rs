//! Reading that may not succeed: what is well-formed but of another type is kept as it came.

use super::{Json, ReadError, Reader, Slot};

/// What a reader notes beside the values that it reads: above all while the variants of a union are tried.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trial {
    /// Where the value begins that is tried. Unions further inside say nothing about the variant, so they are passed over:
    /// however deep unions nest, a trial reads its value once.
    start: Option<usize>,
    /// What was read and fits nowhere: members of no name, values of another type.
    strays: usize,
    /// Whether a number was read that has more digits than its type holds.
    rounded: bool,
}

impl Trial {
    pub(super) const NONE: Self = Self {
        start: None,
        strays: 0,
        rounded: false,
    };
}

impl<'j> Reader<'j> {
    /// Reads the next value into `slot`. When it is of another type it is handed out as it is, `slot` holding anything.
    ///
    /// # Errors
    /// When the value is malformed or nests too deep.
    pub(crate) fn attempt(&mut self, slot: &mut dyn Slot) -> Result<Option<Json>, ReadError> {
        let start = self.fork();
        if slot.read(self).is_ok() {
            return Ok(None);
        }
        *self = start;
        self.keep().map(Some)
    }

    /// Goes past a value that fits nowhere.
    #[cold]
    pub(super) fn keep(&mut self) -> Result<Json, ReadError> {
        self.stray();
        self.raw().map(Json::from_checked)
    }

    /// Notes that something fits nowhere.
    pub(super) fn stray(&mut self) {
        self.trial.strays += 1;
    }

    /// Notes that a number has more digits than its type holds.
    #[cold]
    pub(crate) fn note_rounded(&mut self) {
        self.trial.rounded = true;
    }

    /// Whether a number that was just read has more digits than its type holds.
    #[inline]
    pub(crate) fn take_rounded(&mut self) -> bool {
        std::mem::take(&mut self.trial.rounded)
    }

    /// How much did not fit.
    pub(super) fn strays(&self) -> usize {
        self.trial.strays
    }

    /// A reader at the same place, to try a variant with.
    pub(super) fn begin_trial(&mut self) -> Self {
        let mut trial = self.fork();
        trial.trial = Trial {
            start: Some(self.offset()),
            ..Trial::NONE
        };
        trial
    }

    /// Whether a union that stands here has no say in the trial under way.
    pub(super) fn is_inside_trial(&mut self) -> bool {
        match self.trial.start {
            None => false,
            Some(start) => start != self.offset(),
        }
    }
}
