//! To and from the crate `url`.

use super::Uri;
use crate::Text;

impl Uri {
    /// The URI as a URL (WHATWG), which may be spelt another way.
    ///
    /// ```
    /// let page = oas_runtime::Uri::from_static("https://example.com/a?b#c");
    /// assert_eq!(page.to_url()?.path(), "/a");
    /// # Ok::<(), url::ParseError>(())
    /// ```
    ///
    /// # Errors
    /// When the text is no URL.
    pub fn to_url(&self) -> Result<url::Url, url::ParseError> {
        url::Url::parse(self.as_str())
    }
}

/// What a URL may hold and a URI may not, such as `|` in its query, is refused before it is sent.
impl From<url::Url> for Uri {
    fn from(page: url::Url) -> Self {
        Self(Text::Owned(page.into()))
    }
}
