"""Writes a GGUF file, version 3: counts, key-values, tensor infos, then the tensors, each on a boundary of 32 bytes."""
import struct

import numpy

ALIGNMENT = 32
UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY = 4, 5, 6, 7, 8, 9
F32, F16 = 0, 1


def text(value):
    raw = value.encode("utf-8")
    return struct.pack("<Q", len(raw)) + raw


def kind_of(value):
    if isinstance(value, bool):
        return BOOL
    return {int: UINT32, float: FLOAT32, str: STRING, list: ARRAY}[type(value)]


def pack(kind, value):
    if kind == STRING:
        return text(value)
    if kind == ARRAY:
        item = kind_of(value[0])
        item = INT32 if item == UINT32 else item
        return struct.pack("<IQ", item, len(value)) + b"".join(pack(item, v) for v in value)
    return struct.pack({UINT32: "<I", INT32: "<i", FLOAT32: "<f", BOOL: "<?"}[kind], value)


def padding(length):
    return bytes(-length % ALIGNMENT)


def write(path, metadata, tensors):
    """Matrices are stored as 16-bit floats, vectors (the norms) as 32-bit ones, as llama.cpp wants them."""
    values = {name: value.astype("<f2" if value.ndim == 2 else "<f4") for name, value in tensors.items()}
    head = b"GGUF" + struct.pack("<IQQ", 3, len(values), len(metadata))
    for key, value in metadata.items():
        kind = kind_of(value)
        head += text(key) + struct.pack("<I", kind) + pack(kind, value)
    body = b""
    for name, value in values.items():
        shape = value.shape[::-1]
        head += text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, F16 if value.dtype == numpy.float16 else F32, len(body))
        raw = value.tobytes()
        body += raw + padding(len(raw))
    path.write_bytes(head + padding(len(head)) + body)
