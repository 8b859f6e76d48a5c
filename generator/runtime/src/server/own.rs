//! Servers of single operations: which base URL a request goes to that has one.

use super::{BaseUrl, ServerError, ServerTemplate};

/// What a client knows of servers that are not the API's.
#[derive(Debug, Clone)]
pub(crate) struct OwnServers {
    /// Was a base URL set? Then everything goes there.
    pub(crate) is_replaced: bool,
    /// The variables that were set, of any server.
    pub(crate) variables: Vec<(&'static str, String)>,
    pub(crate) allow_http: bool,
}

impl OwnServers {
    /// Where an operation goes whose own server is `own`, where it has one. What has no scheme and host is on the API's host.
    pub(crate) fn resolve(
        &self,
        own: Option<ServerTemplate>,
        api: &BaseUrl,
    ) -> Result<Option<BaseUrl>, ServerError> {
        let Some(own) = own.filter(|_| !self.is_replaced) else {
            return Ok(None);
        };
        let known = |name: &str| own.variables.iter().any(|known| known.name == name);
        let values: Vec<_> = self
            .variables
            .iter()
            .filter(|(name, _)| known(name))
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        own.resolve_at(&api.origin(), &values, self.allow_http)
            .map(Some)
    }
}
