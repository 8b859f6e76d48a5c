//! What generated crates call: the table codec, operations and the client.
