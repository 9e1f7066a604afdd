//! Telling how far it is, often enough that a bar moves and that cancelling is felt at once.

use std::ops::ControlFlow;

use super::problem::OpenError;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Taking files out of archives.
    Unpacking,
    /// Reading their text and making a corpus of it.
    Reading,
}

/// How far a stage is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// The stage.
    pub stage: Stage,
    /// From 0 to 1, never less than before.
    pub share: f64,
}

/// Hears how far it is; [`ControlFlow::Break`] cancels.
pub type Tell<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// How much work is done between two tellings, in bytes read or written. There is no clock in this
/// room, and a browser's program does as much in ten to twenty milliseconds.
const BETWEEN: u64 = 256 * 1024;

/// Counts the work of one stage and tells of it.
pub(super) struct Steps<'a, 'b> {
    tell: &'a mut Tell<'b>,
    stage: Stage,
    total: u64,
    done: u64,
    told: u64,
    breath: u64,
}

impl<'a, 'b> Steps<'a, 'b> {
    /// Begins a stage of so much work, in bytes.
    pub fn begin(tell: &'a mut Tell<'b>, stage: Stage, total: u64) -> Result<Self, OpenError> {
        let mut steps = Steps { tell, stage, total, done: 0, told: 0, breath: 0 };
        steps.say()?;
        Ok(steps)
    }

    /// So much more is done.
    pub fn advance(&mut self, work: u64) -> Result<(), OpenError> {
        self.done += work;
        if self.done - self.told >= BETWEEN {
            self.told = self.done;
            self.say()?;
        }
        Ok(())
    }

    /// Work that the share does not count, such as what comes out of an archive: told of as often.
    pub fn breathe(&mut self, work: u64) -> Result<(), OpenError> {
        self.breath += work;
        if self.breath >= BETWEEN {
            self.breath = 0;
            self.say()?;
        }
        Ok(())
    }

    /// The stage is at its end.
    pub fn end(mut self) -> Result<(), OpenError> {
        self.done = self.total.max(1);
        self.say()
    }

    fn say(&mut self) -> Result<(), OpenError> {
        // A share is for a bar: it need not be exact.
        let share = (self.done as f64 / self.total.max(1) as f64).min(1.0);
        match (self.tell)(Progress { stage: self.stage, share }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(OpenError::Cancelled),
        }
    }
}
