//! To and from the crate `uuid`.

use super::Uuid;
use crate::Text;

impl Uuid {
    /// The 128 bits.
    ///
    /// ```
    /// let id = oas_runtime::Uuid::from_static("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6");
    /// assert_eq!(id.to_uuid()?.get_version_num(), 1);
    /// # Ok::<(), uuid::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the text is no UUID.
    pub fn to_uuid(&self) -> Result<uuid::Uuid, uuid::Error> {
        uuid::Uuid::try_parse(self.as_str())
    }
}

impl From<uuid::Uuid> for Uuid {
    fn from(id: uuid::Uuid) -> Self {
        Self(Text::Owned(id.to_string()))
    }
}
