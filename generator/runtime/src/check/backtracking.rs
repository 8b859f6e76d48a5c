//! Patterns that no automaton decides: tried by `regress`, behind the feature of that name.

#[cfg(feature = "regress")]
use std::sync::OnceLock;

/// An ECMA-262 pattern that is not regular, such as one with a back-reference, or too large for a table.
///
/// With the feature `regress` it is checked at run time, in time that the text decides; without it every text passes. Constants
/// are not checked by it.
///
/// ```
/// use oas_runtime::Backtracking;
/// static TWICE: Backtracking = Backtracking::new(r"^(\w+) \1$");
/// assert!(TWICE.is_match("so so"));
/// assert_eq!(TWICE.is_match("so what"), !cfg!(feature = "regress"));
/// ```
#[derive(Debug)]
pub struct Backtracking {
    source: &'static str,
    #[cfg(feature = "regress")]
    unicode: bool,
    #[cfg(feature = "regress")]
    regex: OnceLock<Option<regress::Regex>>,
}

impl Backtracking {
    /// A pattern by its text, which is compiled when it is first asked for: without the flag `u` if it is a pattern so.
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        Self::of(source, false)
    }

    /// A pattern with the flag `u`, in which `\p{L}` is a letter of any script.
    ///
    /// ```
    /// use oas_runtime::Backtracking;
    /// static TWICE: Backtracking = Backtracking::unicode(r"^(\p{L})\1$");
    /// assert!(TWICE.is_match("éé"));
    /// assert_eq!(TWICE.is_match("p{L}p{L}"), !cfg!(feature = "regress"));
    /// ```
    #[must_use]
    pub const fn unicode(source: &'static str) -> Self {
        Self::of(source, true)
    }

    #[cfg_attr(
        not(feature = "regress"),
        expect(unused_variables, reason = "nothing is compiled")
    )]
    const fn of(source: &'static str, unicode: bool) -> Self {
        Self {
            source,
            #[cfg(feature = "regress")]
            unicode,
            #[cfg(feature = "regress")]
            regex: OnceLock::new(),
        }
    }

    /// The pattern as the description has it.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Whether the pattern matches `text`, as far as it is known: without the feature, and of what is no pattern, it does.
    #[cfg(feature = "regress")]
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        let compile = || {
            let unicode = || regress::Regex::with_flags(self.source, "u").ok();
            if self.unicode {
                return unicode();
            }
            regress::Regex::new(self.source).ok().or_else(unicode)
        };
        let regex = self.regex.get_or_init(compile);
        regex
            .as_ref()
            .is_none_or(|regex| regex.find(text).is_some())
    }

    /// Whether the pattern matches `text`, as far as it is known: without the feature it does.
    #[cfg(not(feature = "regress"))]
    #[must_use]
    pub const fn is_match(&self, text: &str) -> bool {
        let _ = text;
        true
    }
}
