//! Texts that never change: labels, titles, messages. Sentences made from the corpus are in `words`.
#![allow(missing_docs)]

pub const BRAND: &str = "Standpoint";
pub const FAILED_TITLE: &str = "This page has stopped";
pub const FAILED_HELP: &str = "Something in it went wrong. The address still names what you were looking at: load it again. If it \
     stops again, send the report below to whoever published the page. It goes nowhere by itself.";
pub const FAILED_REPORT: &str = "Report";
pub const RELOAD: &str = "Load again";
pub const COPY_REPORT: &str = "Copy the report";
pub const COPIED: &str = "Copied";
pub const DAMAGED: &str = "The corpus in this page is damaged, or was packed by another version of it";
pub const OFFLINE: &str = "Works offline now";
pub const NEW_VERSION: &str = "A new version of this page is ready.";
pub const USE_IT: &str = "Use it now";
pub const LATER: &str = "Later";
pub const COPY_REFUSED: &str = "The browser did not allow copying. Select the text and copy it by hand.";
pub const LINK_COPIED: &str = "Link copied";
pub const CITATION_COPIED: &str = "Citation copied";
pub const SEARCH_HINT: &str = "Search arguments";
pub const SILENT_RULE: &str = "silent";
/// The keys and what they do.
pub const KEYS: &[(&str, &str)] = &[
    ("/", "search"),
    ("↑ ↓ ← →", "move over the matrix"),
    ("Home End", "first, last cell of a row; with Ctrl of the matrix"),
    ("Page Up, Page Down", "ten rows up or down"),
    ("Enter", "open a cell, a proposition or a source; fold an issue"),
    ("Escape", "close what is open and go back to where it came from"),
    ("1 2 3 4", "matrix, arguments, sources, codebook"),
    ("?", "this list"),
];
pub const IN_THE_SEARCH: &str = "In the search";
/// What can be typed there beside words, and what it asks for.
pub const ASKED: &[(&str, &str)] = &[
    ("\"two words\"", "side by side, in this order"),
    ("holder:name", "in one field: claim, evidence, section, proposition, issue, holder, about, source"),
];
/// The legend: the shape of each mark and what it means.
pub const MARKS: &[(&str, &str)] = &[
    ("a2", "affirms"),
    ("a1", "with reservations"),
    ("z", "ambivalent"),
    ("r1", "with reservations"),
    ("r2", "rejects"),
    ("mixed a1 r1", "both ways"),
    ("a2 reported", "only reported"),
    ("silent", "silent"),
];
pub const LEGEND: &str = "What the marks mean";
pub const MATRIX: &str = "Stance matrix";
pub const AS_TABLE: &str = "Show as a plain table";
pub const AS_MARKS: &str = "Show with marks";
pub const AS_MAP: &str = "Map";
pub const AS_AGREEMENT: &str = "Who agrees";
pub const AS_CHANGES: &str = "Who changed";
pub const ENTRIES: &str = "Each cell: the stance, then how many arguments stand behind it.";
pub const ANSWERS: &str = "The question, in short";
pub const FINDINGS: &str = "Findings";
pub const SPREAD: &str = "Spread";
pub const NO_STANCE: &str = "nobody takes a stance";
pub const FILTERS: &str = "Filters";
pub const DONE: &str = "Done";
pub const SEARCH: &str = "Search";
pub const REMOVE: &str = ", remove";
pub const REMOVE_ALL: &str = "Remove all";
pub const ACTIVE_FILTERS: &str = "Active filters";
pub const EMPTY: &str = "Nothing left to show";
pub const EMPTY_TOGETHER: &str = "Several filters together leave nothing; no single one does.";
pub const EMPTY_EACH: &str = "Together these leave nothing. Without one of them there would be:";
pub const THE_SEARCH: &str = "the search";
pub const FIND_IN_SOURCE: &str = "Find in source";
pub const ON_PAGE: &str = "On the publisher’s page";
pub const COPY_LINK: &str = "Copy link";
pub const CITE: &str = "Cite";
pub const CLOSE: &str = "Close";
pub const ARGUMENT: &str = "Argument";
pub const ONLY_FILTERED: &str = "Only what passes the filters is shown.";
pub const NOTHING_HERE: &str = "Nothing was coded here.";
pub const WHOLE_ROW: &str = "All on this row";
pub const FOR: &str = "For";
pub const AGAINST: &str = "Against";
pub const TORN: &str = "Left open";
pub const NOBODY: &str = "Nobody.";
pub const TO_SOURCE: &str = "Open the source’s page";
pub const TO_LIST: &str = "In the list of arguments";
pub const WITHOUT_STANCE: &str = "Without a stance";
pub const READ: &str = "Read the arguments in order";
pub const READ_BESIDE: &str = "Read the arguments in order, open your own copy";
pub const PUBLISHED: &str = "The publisher’s page";
pub const STRIP: &str = "Which part of the text speaks to which issue";
pub const TO_CARD: &str = "To the card";
pub const ISSUES: &str = "Issues and propositions";
pub const SCALE: &str = "The stance scale";
pub const RULES: &str = "Rules";
pub const ROLES: &str = "Roles";
pub const CERTAINTY: &str = "Certainty";
pub const ACTORS: &str = "Actors";
pub const METHOD: &str = "How the corpus was coded";
pub const CONCERNED_IN: &str = " concerned in ";
pub const HOLDS: &str = ", holds ";
pub const COPY: &str = "Open your own copy";
pub const COPY_PASTE: &str = "Paste the text";
pub const COPY_FILE: &str = "or choose a text file ";
pub const COPY_FIND: &str = "Find the arguments in it";
pub const COPY_CLOSE: &str = "Close the copy";
pub const COPY_REGION: &str = "Your own copy";
pub const YOUR_COPY: &str = "Your copy";
pub const ITS_TEXT: &str = "The text";
pub const FOUND_EXACTLY: &str = " found exactly, ";
pub const FOUND_DRIFTED: &str = " drifted, ";
pub const FOUND_LOST: &str = " lost. ";
pub const LOST: &str = "Lost";
pub const SOURCES_LEAD: &str = "Claims are in the coders’ own words; each card names its place in the source. With the text at hand, open it \
     under a source: every argument’s passage is found in it by fingerprint and marked.";
pub const COPY_LEAD: &str = "Drop or paste the text you have: each argument’s passage is looked for and marked. Nothing leaves this device.";
pub const COPY_EMPTY: &str =
    "There is no text in it. Paste the text of the source, or drop a text file here.";
pub const COPY_IS_PDF: &str =
    "This is a PDF. Open it in its viewer, select all, copy, and paste the text here.";
pub const COPY_IS_ARCHIVE: &str = "This is a packed file (such as a Word document). Open it in its program, select all, copy, and paste the text here.";
pub const COPY_IS_BINARY: &str =
    "This file is not text. Open it in its program, copy the text, and paste it here.";
pub const COPY_TOO_LARGE: &str =
    "This file is larger than 8 MB, more than a thousand pages. Paste the part you need.";
pub const COPY_UNREADABLE: &str = "The browser could not read this file. Try again, or paste the text.";
pub const THEMES: [(&str, &str); 3] = [("system", "Auto"), ("light", "Light"), ("dark", "Dark")];
pub const THEME: &str = "Colours: ";
pub const THEME_TITLE: &str = "As the system, light, or dark";
pub const SKIP: &str = "Skip to the page";
pub const PAGES: &str = "Pages";
pub const SHARE: &str = "Share";
pub const SHARE_TITLE: &str = "Copy a link to exactly this view";
pub const CITE_TITLE: &str = "Cite this view";
pub const THIS_VIEW: &str = "this view";
pub const KEYS_TITLE: &str = "Keys";
pub const KEYS_OFF: &str = "Turn off the keys / ? 1 2 3 4";
pub const KEYS_ON: &str = "Turn on the keys / ? 1 2 3 4";
pub const COPY_IT: &str = "Copy";
pub const OPEN: &str = "Open…";
pub const OPEN_TITLE: &str = "Open a collection of your own";
pub const LEAVE: &str = "Close this collection";
pub const IN_LIST: &str = ": all of them stand in the list of arguments.";
pub const FIND_HERE: &str = "This searches all of it. Press the keys again for your browser’s own search.";
pub const CANCEL: &str = "Cancel";
pub const LOADING: &str = "One moment…";
pub const NO_PROGRAM: &str = "The part of this page that does this could not be loaded. Is there a network?";
pub const OTHER_FILE: &str = "the corpus: what you opened is not the file that the link means";
pub const WANTED: &str = "Find among these";
pub const IGNORED: &str =
    "The link names something that this page does not have. The rest is shown; ignored was:";
pub const UNDERSTOOD: &str = "Understood";
pub const ROWS: &str = "Rows";
pub const COLUMNS: &str = "Columns";
pub const ORDER: &str = "Order";
pub const GROUP: &str = "Group by";
pub const CITATION: &str = "Citation";
