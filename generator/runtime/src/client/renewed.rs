//! The same client with other credentials.

use secrecy::SecretString;

use super::Client;
use crate::auth::BearerLayer;
use crate::error::BuildError;

impl<S> Client<S> {
    /// The same client with another token, for one that has expired.
    ///
    /// # Errors
    /// [`BuildError::Token`] when the token can't be sent.
    pub fn with_bearer_token(self, token: impl Into<SecretString>) -> Result<Self, BuildError> {
        let token = token.into();
        BearerLayer::new(&token)?;
        let mut settings = self.settings;
        settings.credentials.bearer = Some(token);
        settings.credentials.by_transport = false;
        Ok(Self { settings, ..self })
    }

    /// The same client with another key, or token, of one security scheme.
    ///
    /// # Errors
    /// [`BuildError::Credential`] when it can't be sent, [`BuildError::Scheme`] when no scheme of that name takes it.
    pub fn with_key(
        self,
        scheme: &'static str,
        key: impl Into<SecretString>,
    ) -> Result<Self, BuildError> {
        let key = key.into();
        let mut settings = self.settings;
        settings.credentials.check_key(scheme, &key)?;
        settings
            .credentials
            .keys
            .retain(|(known, _)| *known != scheme);
        settings.credentials.keys.push((scheme, key));
        settings.credentials.by_transport = false;
        Ok(Self { settings, ..self })
    }
}
