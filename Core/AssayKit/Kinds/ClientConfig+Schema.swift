// Assay: the JSON Schema of the config that every HTTP client takes.
// SPDX-License-Identifier: Apache-2.0

extension ClientConfig {
    /// The schema, for a client's descriptor.
    public static let schema: StaticString = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "base_url": {"type": "string", "default": "",
              "description": "prefix of relative URLs: http, https or unix:/path.sock:/prefix"},
            "headers": {"type": "object", "additionalProperties": {"type": "string"}, "default": {},
              "description": "sent with every request"},
            "user_agent": {"type": "string", "default": "assay/1", "description": "empty for none"},
            "connect_timeout": {"type": "number", "minimum": 0, "default": 10,
              "description": "seconds for resolving, connecting and the TLS handshake; 0 for no limit"},
            "first_byte_timeout": {"type": "number", "minimum": 0, "default": 0,
              "description": "seconds from the last byte sent to the first received; 0 for no limit"},
            "timeout": {"type": "number", "minimum": 0, "default": 60,
              "description": "seconds for the whole request; 0 for no limit"},
            "follow_redirects": {"type": "boolean", "default": true},
            "max_redirects": {"type": "integer", "minimum": 0, "maximum": 100, "default": 30},
            "cookies": {"type": "boolean", "default": true, "description": "whether a session keeps cookies"},
            "accept_encoding": {"type": "array", "items": {"enum": ["gzip", "deflate", "br"]}, "default": ["gzip", "deflate", "br"]},
            "max_body_bytes": {"type": "integer", "minimum": 0, "maximum": 2147483647, "default": 67108864,
              "description": "largest body kept, after decompression"},
            "max_connections": {"type": "integer", "minimum": 1, "maximum": 1024, "default": 6,
              "description": "connections of one session; further requests wait"},
            "keep_alive": {"type": "boolean", "default": true, "description": "whether a connection is used again"},
            "unix_socket": {"type": "string", "default": "",
              "description": "path of a Unix socket to connect to instead of the URL's host"},
            "tls": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "verify": {"type": "boolean", "default": true},
                "ca_file": {"type": "string", "default": "", "description": "PEM; empty for the system's certificates"},
                "certificate_file": {"type": "string", "default": "",
                  "description": "PEM; the client's certificate chain"},
                "key_file": {"type": "string", "default": "", "description": "PEM; the client's key"},
                "server_name": {"type": "string", "default": "",
                  "description": "name to send and check instead of the URL's host"}
              }
            }
          }
        }
        """
}
