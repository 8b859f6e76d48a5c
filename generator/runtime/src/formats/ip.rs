//! To and from the addresses of the standard library.

use std::net::{AddrParseError, Ipv4Addr, Ipv6Addr};

use super::{Ipv4, Ipv6};
use crate::Text;

impl Ipv4 {
    /// The address.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_addr(&self) -> Result<Ipv4Addr, AddrParseError> {
        self.as_str().parse()
    }
}

impl From<Ipv4Addr> for Ipv4 {
    fn from(address: Ipv4Addr) -> Self {
        Self(Text::Owned(address.to_string()))
    }
}

impl Ipv6 {
    /// The address.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_addr(&self) -> Result<Ipv6Addr, AddrParseError> {
        self.as_str().parse()
    }
}

impl From<Ipv6Addr> for Ipv6 {
    fn from(address: Ipv6Addr) -> Self {
        Self(Text::Owned(address.to_string()))
    }
}
