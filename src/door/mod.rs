//! What a reader brought, on its way to being a library: questions about it, refusals, and in the
//! end a corpus.
//!
//! All of it is a value that takes answers and gives markup: whoever shows the markup and sends back
//! the answers can be a page, a test, or a program on the other side of a message. The markup has
//! fields with names (`<select name=…>`, no form around them) and buttons
//! (`data-do="door" data-what=…`); it has nothing that closes the dialog, because that is not asked
//! here. All of one state stands in one element with the class `door`, labelled by the heading
//! `opening-title`.

mod faults;
mod fingerprint;
mod mapping;
mod memory;
mod part;
mod question;
mod start;
mod words;

use crate::corpus::{Corpus, Unsound};
use crate::markup::Node;
use crate::opening::own::{self, Dropped};
use crate::opening::{Brought, Kind, Limits, Notes, OpenError, Opened, Tell, election, kinds, table, unpack};
use faults::{Files, NAMED, button, candidates, incomplete, refusal};
use fingerprint::base;
use mapping::{Asking, unheard};
use memory::Memory;
use question::question;

pub use fingerprint::{Fingerprint, NoFingerprint};
pub use start::{asking, too_large, under_way, unreadable};

/// What a reader brought, on its way to being a library.
pub struct Door {
    files: Files,
    /// What could not be unpacked.
    left_out: Notes,
    memory: Memory,
    state: State,
}

/// What comes next.
pub enum Next {
    /// Something to ask or to say: what the dialog shows.
    Ask(Vec<Node>),
    /// A library.
    Ready(Box<Ready>),
}

/// What a reader opened.
pub struct Ready {
    /// The corpus.
    pub corpus: Corpus,
    /// By what it is known again.
    pub fingerprint: Fingerprint,
    /// What of it was left out. The reader was asked before.
    pub left_out: Notes,
    /// What was read otherwise than it stands there. What is remarkable in a corpus as such, such
    /// as its size, is not among it.
    pub remarks: Notes,
    /// What to keep on this device, to know a table like this again; nothing if it was no table.
    pub remember: Option<String>,
    /// How much it is, in one line: "3 sources, 4 propositions, 12 arguments".
    pub summary: String,
}

/// Where it stands.
enum State {
    /// Nothing can be opened: why, for ever.
    Refused(Notes),
    /// There are several things to open.
    Choosing(Vec<Brought>, Vec<Kind>),
    /// A table, and how it is to be read.
    Asking(Box<Asking>),
    /// A table of which nothing can be read so: why, and the way back.
    Failed(Notes, Box<Asking>),
    /// A library that lacks a part of what was brought.
    Agreeing(Box<Ready>, Lacking),
    /// Nothing is left to do.
    Done,
}

/// Of what a part is missing.
enum Lacking {
    /// Rows of a table; it can still be read otherwise.
    Rows(Box<Asking>),
    /// Elections or their answers, or files of an archive.
    Answers,
    /// Faulty parts of a corpus, and what rests on them.
    Parts(Dropped),
}

impl Door {
    /// Looks at what a reader brought. `remembered` is what was kept on this device of tables that
    /// were opened before ([`Ready::remember`]); it may be empty or damaged.
    ///
    /// # Errors
    /// If cancelled; whatever else is wrong is said in what comes next.
    pub fn bring(
        files: Vec<Brought>,
        limits: &Limits,
        remembered: &str,
        tell: Tell,
    ) -> Result<(Door, Next), OpenError> {
        let known = Files {
            names: files.iter().take(NAMED).map(|file| file.name.clone()).collect(),
            number: files.len(),
            size: files.iter().map(|file| file.bytes.len() as u64).sum(),
        };
        let mut door = Door {
            files: known,
            left_out: Notes::default(),
            memory: Memory::read(remembered),
            state: State::Done,
        };
        let next = door.unpack(files, limits, tell);
        let next = door.or_refuse(next)?;
        Ok((door, next))
    }

    /// Does what the pressed button says, with what the fields say. What was not asked is no answer:
    /// then it asks again.
    ///
    /// # Errors
    /// If cancelled; whatever else is wrong is said in what comes next.
    pub fn answer(
        &mut self,
        pressed: &str,
        form: &[(String, String)],
        tell: Tell,
    ) -> Result<Next, OpenError> {
        let next = match (std::mem::replace(&mut self.state, State::Done), pressed) {
            (State::Choosing(files, kinds), pick) => self.choose(files, kinds, pick, tell),
            (State::Asking(asking), pressed) => self.go_on(asking, pressed, form, tell),
            (State::Failed(_, asking), "back") => {
                self.state = State::Asking(asking);
                Ok(self.ask())
            }
            (State::Agreeing(ready, Lacking::Rows(asking)), "agree") => Ok(self.remember(ready, &asking)),
            (State::Agreeing(ready, Lacking::Answers), "agree")
            | (State::Agreeing(ready, Lacking::Parts(_)), "leave-out") => Ok(Next::Ready(ready)),
            (State::Agreeing(_, Lacking::Rows(asking)), "back") => {
                self.state = State::Asking(asking);
                Ok(self.ask())
            }
            (state, _) => {
                self.state = state;
                Ok(self.ask())
            }
        };
        self.or_refuse(next)
    }

    /// Takes over what the fields say, without a button: what the dialog shows then.
    pub fn change(&mut self, form: &[(String, String)]) -> Vec<Node> {
        if let State::Asking(asking) = &mut self.state {
            // Cancelling is all that can go wrong, and nobody does.
            let _ = asking.fill_in(form, &mut unheard);
        }
        self.draw()
    }

    /// What is to be kept on this device as it is now: also what was forgotten without opening.
    pub fn remembered(&self) -> String {
        self.memory.write()
    }

    fn unpack(&mut self, files: Vec<Brought>, limits: &Limits, tell: Tell) -> Result<Next, OpenError> {
        let unpacked = unpack(files, limits, tell)?;
        self.left_out = unpacked.left_out;
        let mut kinds = kinds(&unpacked.files)?;
        if kinds.len() == 1 {
            return self.open(unpacked.files, &kinds.remove(0), tell);
        }
        self.state = State::Choosing(unpacked.files, kinds);
        Ok(self.ask())
    }

    /// Turns what is wrong into a refusal.
    fn or_refuse(&mut self, next: Result<Next, OpenError>) -> Result<Next, OpenError> {
        match next {
            Err(OpenError::Problems(problems)) => {
                self.state = State::Refused(Notes::of(problems));
                Ok(self.ask())
            }
            next => next,
        }
    }

    fn choose(
        &mut self,
        files: Vec<Brought>,
        kinds: Vec<Kind>,
        pick: &str,
        tell: Tell,
    ) -> Result<Next, OpenError> {
        let picked = pick.strip_prefix("pick:").and_then(|number| number.parse::<usize>().ok());
        match picked.and_then(|number| kinds.get(number)) {
            Some(kind) => self.open(files, kind, tell),
            None => {
                self.state = State::Choosing(files, kinds);
                Ok(self.ask())
            }
        }
    }

    fn open(&mut self, files: Vec<Brought>, kind: &Kind, tell: Tell) -> Result<Next, OpenError> {
        match kind {
            Kind::Corpus { file, sources } => self.own(files, *file, sources, tell),
            Kind::Elections(folders) => {
                let opened = election::read(&files, folders, tell)?;
                let name =
                    if self.files.number == 1 { self.files.names.concat() } else { "elections".to_owned() };
                let fingerprint = Fingerprint::of(&files.iter().collect::<Vec<_>>(), "", base(&name));
                drop(files);
                let Opened { corpus, left_out, remarks } = opened;
                let corpus = Corpus::new(fingerprint.name(), corpus)?;
                let summary = words::elections(
                    // Among several, each is an issue; one alone has its own.
                    if folders.len() > 1 { corpus.issues.len() } else { 1 },
                    corpus.actors.len(),
                    corpus.propositions.len(),
                    corpus.arguments.len(),
                );
                let ready = Ready { remarks, summary, ..self.ready(corpus, fingerprint, left_out) };
                Ok(self.agree(ready, Lacking::Answers))
            }
            Kind::Table(at) => {
                let mut files = files;
                let text = table::decode_all(files.swap_remove(*at))?;
                drop(files);
                self.state = State::Asking(Box::new(Asking::new(text, &self.memory, tell)?));
                Ok(self.ask())
            }
        }
    }

    /// A corpus of the own format.
    fn own(
        &mut self,
        files: Vec<Brought>,
        at: usize,
        sources: &[usize],
        tell: Tell,
    ) -> Result<Next, OpenError> {
        let main = &files[at];
        let sources: Vec<&Brought> = sources.iter().map(|&at| &files[at]).collect();
        let opened = own::read(main, &sources, tell)?;
        let folder = &main.name[..main.name.len() - base(&main.name).len()];
        let read: Vec<&Brought> = std::iter::once(main).chain(sources.iter().copied()).collect();
        let fingerprint = Fingerprint::of(&read, folder, base(&main.name));
        let file = main.name.clone();
        drop(files);
        let unsound = match Corpus::or_back(&file, opened.corpus) {
            Ok(corpus) => {
                let ready = self.ready(corpus, fingerprint, Notes::default());
                return Ok(self.agree(ready, Lacking::Answers));
            }
            Err(unsound) => *unsound,
        };
        let Unsound { written, error } = unsound;
        let (written, dropped) = own::leave_out(written, &file, &error.0);
        let is_empty = written.sources.iter().all(|source| source.arguments.is_empty());
        match Corpus::new(&file, written) {
            Ok(corpus) if !is_empty => {
                let ready = self.ready(corpus, fingerprint, error.into());
                Ok(self.agree(ready, Lacking::Parts(dropped)))
            }
            // What is wrong in the codebook cannot be left out.
            _ => Err(error.into()),
        }
    }

    /// The question of a table, answered.
    fn go_on(
        &mut self,
        mut asking: Box<Asking>,
        pressed: &str,
        form: &[(String, String)],
        tell: Tell,
    ) -> Result<Next, OpenError> {
        if pressed == "forget" {
            asking.forget(&mut self.memory, tell)?;
        } else {
            asking.fill_in(form, tell)?;
        }
        if pressed != "open" || asking.lacks().is_some() {
            self.state = State::Asking(asking);
            return Ok(self.ask());
        }
        match table::read(&asking.text, &asking.whole(), tell) {
            Ok(Opened { corpus, left_out, remarks }) => {
                let how = memory::canonical(&asking.whole());
                let fingerprint = Fingerprint::of_table(&asking.text.name, &asking.text.text, &how);
                let corpus = Corpus::new(fingerprint.name(), corpus)?;
                let ready = Ready { remarks, ..self.ready(corpus, fingerprint, left_out) };
                if ready.left_out.total == 0 {
                    return Ok(self.remember(Box::new(ready), &asking));
                }
                Ok(self.agree(ready, Lacking::Rows(asking)))
            }
            Err(OpenError::Problems(problems)) => {
                self.state = State::Failed(Notes::of(problems), asking);
                Ok(self.ask())
            }
            Err(error) => Err(error),
        }
    }

    /// A library of this corpus, without what could not be unpacked and what else was left out.
    fn ready(&self, corpus: Corpus, fingerprint: Fingerprint, left_out: Notes) -> Ready {
        Ready {
            summary: words::collection(
                corpus.sources.len(),
                corpus.propositions.len(),
                corpus.arguments.len(),
            ),
            fingerprint,
            left_out: self.left_out.clone().and(left_out),
            remarks: Notes::default(),
            remember: None,
            corpus,
        }
    }

    /// A library, if nothing is missing in it; else it asks first.
    fn agree(&mut self, ready: Ready, lacking: Lacking) -> Next {
        let ready = Box::new(ready);
        if ready.left_out.total == 0 {
            return Next::Ready(ready);
        }
        self.state = State::Agreeing(ready, lacking);
        self.ask()
    }

    /// A library of a table, which is remembered.
    fn remember(&mut self, mut ready: Box<Ready>, asking: &Asking) -> Next {
        asking.keep(&mut self.memory);
        ready.remember = Some(self.memory.write());
        Next::Ready(ready)
    }

    fn ask(&self) -> Next {
        Next::Ask(self.draw())
    }

    /// What the dialog shows.
    fn draw(&self) -> Vec<Node> {
        let files = &self.files;
        match &self.state {
            State::Refused(notes) => refusal(files, notes, Vec::new()),
            State::Failed(notes, _) => refusal(files, notes, vec![button("back", words::BACK)]),
            State::Choosing(brought, kinds) => candidates(files, brought, kinds),
            State::Asking(asking) => question(asking, files),
            State::Agreeing(ready, lacking) => incomplete(files, ready, lacking),
            State::Done => Vec::new(),
        }
    }
}
