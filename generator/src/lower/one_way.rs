//! `readOnly` and `writeOnly` of what is no member and no variant: it has no type without what a direction does not carry, and
//! so this is said.

use super::Lowering;
use super::schemas::Site;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::OneWay;
use crate::pointer::Pointer;

impl Lowering<'_> {
    /// Items of lists and values of maps, which travel with what holds them.
    pub(super) fn both_ways(&mut self, site: &Site, at: &Pointer, what: &str) {
        if let Some(way) = site.one_way {
            let keyword = way.keyword();
            let message =
                format!("`{keyword}` is kept of members; {what} travel with what holds them");
            self.of_no_member(at, way, message);
        }
    }

    /// A body, a parameter or a header that is said to travel the other way than it does.
    pub(super) fn against(&mut self, way: OneWay, site: &Site, at: &Pointer, what: &str) {
        if site.one_way == Some(way) {
            let keyword = way.keyword();
            let message =
                format!("this is `{keyword}` as a whole, and {what}; it is there all the same");
            self.of_no_member(at, way, message);
        }
    }

    fn of_no_member(&mut self, at: &Pointer, way: OneWay, message: String) {
        let keyword = at.key(way.keyword());
        let at = self.document.node(&keyword).map_or(at, |_| &keyword);
        let diagnostic = Diagnostic::new(Code::UnsupportedKeyword, message)
            .severity(Severity::Note)
            .help("say it of members, where it has an effect");
        self.say(at, diagnostic);
    }
}
