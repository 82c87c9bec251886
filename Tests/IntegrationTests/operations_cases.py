# Assay: the odd values and texts that the oracle of operations sends.
# SPDX-License-Identifier: Apache-2.0
ODD = [
    None, True, False, 0, 1, -1, 2, 5, 99, 100000, 2**31, 2**63 - 1, 2**63, -2**63 - 1, 10**40, 10**310, 0.0, -0.0, 1.0,
    2.5, 1e18, 1e19, 1e300, float("nan"), float("inf"), float("-inf"), "", " ", "a", "5", " 5", "5 ", "5.0", "5e2", "1e400",
    "-7", "+7", "1_000", "1__0", "_1", "0x10", "\u0665", "\n5\t", "NaN", "nan", "Infinity", "-Infinity", "inf", "-inf", "1e5",
    ".5", "5.", ".", "1_0.5_0", "true", "false", "True", "FINISHED", "finished", "ALL", "ACTIVE", "LOGGED_MODEL_READY",
    "caf\u00e9 \u4e2d", "\U0001f600", "\ud800", "a\udc00b", "\u0000", "quote\"back\\slash", "x" * 40, [], {}, [None], ["a"],
    ["a", "b"], ["a", 1], [1, 2], [["key"]], [[]], ["key"], ["\ud800"], [{}], [{"key": "k", "value": "v"}], [{"key": ""}],
    [{"key": None}], [{"key": 1, "value": "v"}], [{"key": "k", "value": 1, "timestamp": 2, "step": 3}],
    [{"key": "k", "value": "1.5", "timestamp": "7"}], [{"key": "k", "value": True, "timestamp": 1.5}],
    [{"value": 1, "timestamp": 2}], [{"key": "k", "timestamp": 2}], [{"key": "k", "value": 1}],
    [{"modelId": "m", "model_id": "n"}], [{"modelId": "m"}, 7], {"key": "k"}, {"a": {"b": [1, 2.0, "\u00e9"]}, "Z": None},
    [{"entity": "PROMPT", "action": "CREATED"}], [{"entity": 3, "action": 2.0}], [{"entity": "NOPE", "action": 77}],
    {"entity": "PROMPT_TAG"}, {"entity": []}, [{"tags": [{"key": "k", "value": "v"}], "dataset": {"name": "n"}}],
    [{"dataset": {"sourceType": "s", "source_type": "t"}}], [{"dataset": []}], [{"dataset": None, "tags": None}],
    [{"dataset": "text"}], [{"part_number": "3", "etag": "e", "url": None}], [{"field_name": "f", "ascending": False}],
    [{"fieldName": "f", "ascending": "true"}], [{"key": "k", "x": {"y": 1}, "[ext]": 1}], [{"k\ud800": 1}],
]
# Fields that get every odd value, on a request that is right otherwise.
PROBED = {
    "logMetric": {"value": {"run_id": "r", "key": "k", "timestamp": 1}, "timestamp": {"run_id": "r", "key": "k", "value": 1}},
    "createRun": {"start_time": {}, "tags": {"run_name": "n"}},
    "updateRun": {"status": {"run_id": "r"}},
    "searchRuns": {"max_results": {}, "experiment_ids": {}},
    "logBatch": {"metrics": {"run_id": "r"}},
    "logInputs": {"datasets": {"run_id": "r"}},
    "transitionModelVersionStage": {"archive_existing_versions": {"name": "n", "version": "1", "stage": "None"}},
    "createRegisteredModel": {"name": {}},
    "testWebhook": {"event": {}},
    "createWebhook": {"events": {"name": "n", "url": "u"}},
    "searchLoggedModels": {"order_by": {"experiment_ids": ["1"]}},
    "completeMultipartUpload": {"parts": {"path": "p"}},
}
WHOLE_TEXTS = [
    b"", b" ", b"null", b"true", b"5", b"1.5", b"[]", b"{}", b'""', b'"a"', b'"{}"', b'"null"', b'"5"', b'"[1]"',
    b'"\\"text\\""', b'"\\ud800"', b"[1]", b'["name"]', b'["run_id"]', b'["key", "x"]', b'["nothing"]', b"[null]", b"[{}]",
    b"{", b"{]", b'{"a"}', b'{"a":}', b'{"a":1,}', b"{'a':1}", b'{"a":1}x', b'{"a":01}', b'{"a":1.}', b'{"a":-}',
    b'{"a":+1}', b'{"a":"\n"}', b'{"a":"\\x"}', b'{"a":"\\u12"}', b'{"a":nan}', b'{"a":NaN}', b'{"a":-Infinity}',
    b'{"run_id":"\xff"}', b'{"run_id":"\xed\xa0\x80","name":"\xed\xa0\x80"}', b'\xef\xbb\xbf{"run_id":"r","name":"n"}',
    '{"run_id":"r","name":"n","key":"k"}'.encode("utf-16"), '{"run_id":"r\u00e9","name":"n"}'.encode("utf-16-be"),
    '{"run_id":"r\U0001f600","name":"n"}'.encode("utf-32-le"), b'{"\\ud800":1}', b'{"[x]":1}', b'{"[x y]":1}',
    b'{"a":' + b"1" * 4301 + b"}", b"[" * 300 + b"]" * 300, b'{"run_id":"a","run_id":"b"}', b'{"name":1,"name":"n"}',
    b'{"run_uuid":"u","key":"k","value":"1","timestamp":2}', b'{"run_id":null,"run_uuid":"u","key":"k"}',
    b'{"run_id":"r","runId":"s"}', b'{"experimentId":"1","name":"n"}', b'"{\\"run_id\\": \\"r\\", \\"name\\": \\"n\\"}"',
    b'{"a":1e5,"b":1E+5,"c":1e-5,"run_id":"r"}', b'\t{\r\n"run_id" : "r" }\n', b"{}{}", b"\x00", b"{\x00", b"tru", b"Infinity",
]
QUERIES = [
    "x=1", "name", "name=", "&&run_id=r&", "run_id=a&run_id=b", "run_id=a%20b+c", "run_id=%zz%4", "run_id=%ff%41%e2%82",
    "run_id=%e2%82%ac", "runId=r", "name=a=b", "RUN_ID=r", "run_id=r;name=n", "experiment_id=0&x",
]
