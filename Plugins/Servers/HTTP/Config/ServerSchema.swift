// Assay: the schema of the server's config.
// SPDX-License-Identifier: Apache-2.0

/// What the config of the server may hold.
enum ServerSchema {
    static let text = """
        {"type":"object","additionalProperties":false,"properties":{
        "host":{"type":"string","default":"127.0.0.1","description":"The address or host name to listen on."},
        "port":{"type":"integer","minimum":0,"maximum":65535,"default":5000,"description":"0 for any free port."},
        "unix_path":{"type":"string","description":"Listen on this Unix socket instead."},
        "routes":{"type":"array","items":{"type":"string"},"default":[],
        "description":"The published instances whose routes are served."},
        "threads":{"type":"integer","minimum":1,"maximum":1024,
        "description":"Threads that serve connections; one a work loop of the host when absent."},
        "api_prefixes":{"type":"array","items":{"type":"string"},"default":[],
        "description":"Paths below which writes are checked and OPTIONS answered without a body."},
        "security":{"type":"boolean","default":true,"description":"False turns the four rules below off."},
        "allowed_hosts":{"type":"array","items":{"type":"string"},
        "description":"Host headers that are served, with '*' as a wildcard; this machine and private networks by default."},
        "cors_allowed_origins":{"type":"array","items":{"type":"string"},"default":[],
        "description":"Origins whose pages may write and read; '*' for all."},
        "x_frame_options":{"type":"string","default":"SAMEORIGIN","description":"SAMEORIGIN, DENY or NONE."},
        "max_head_bytes":{"type":"integer","minimum":1024,"maximum":1048576,"default":65536},
        "max_buffered_bytes":{"type":"integer","minimum":65536,"maximum":1099511627776,"default":268435456,
        "description":"Bytes of request bodies in memory, over all connections; further ones are answered with 503."},
        "max_connections":{"type":"integer","minimum":1,"maximum":1048576,"default":16384},
        "idle_timeout":{"type":"number","minimum":0.01,"maximum":86400,"default":75,
        "description":"Seconds that a connection may be open without a request."},
        "head_timeout":{"type":"number","minimum":0.01,"maximum":86400,"default":20,
        "description":"Seconds that the head of a request may take."},
        "stall_timeout":{"type":"number","minimum":0.01,"maximum":86400,"default":60,
        "description":"Seconds that a body may stand still, and an answer not be taken."}}}
        """
}
