"""The protocol of peers, as test/bench/peer/serve.ts has it, and the data file of test/bench/peer/dataFile.ts."""

import json
import sys
import time

import numpy as np

LOSSES_TO_ANSWER = 20


def serve(info, kinds):
    """Answers requests. kinds: for each op what makes its work, which has losses and run(steps)."""
    key, work = None, None
    for line in sys.stdin:
        request = json.loads(line)
        answer = {"id": request.pop("id", None)}
        op = request["op"]
        try:
            if op == "info":
                answer.update(info)
            elif op == "drop":
                key, work = None, None
            else:
                steps = request.pop("steps")
                if request != key:
                    work = None  # gives its memory back first
                    key, work = request, kinds[op](request)
                answer.update(measure(work, steps))
        except Exception as error:
            answer["error"] = str(error) or repr(error)
        print(json.dumps(answer), flush=True)


def measure(work, steps):
    cpu, begin = time.process_time(), time.perf_counter()
    value = work.run(steps)
    seconds = time.perf_counter() - begin
    return {
        "seconds": seconds,
        "cpu": time.process_time() - cpu,
        "steps": steps,
        "value": value,
        "losses": work.losses,
    }


def read_network(request):
    """Batches of (inputs, classes), and (weights, biases) for each layer; weights are inputs x outputs."""
    with open(request["data"], "rb") as file:
        content = file.read()
    length = int.from_bytes(content[:4], "little")
    header = json.loads(content[4 : 4 + length])
    rows, features, offsets = header["rows"], header["inputs"], header["offsets"]

    def numbers(kind, count, offset):
        return np.frombuffer(content, kind, count, offset).copy()

    inputs = numbers("<f4", rows * features, offsets["x"]).reshape(rows, features)
    classes = numbers("<i4", rows, offsets["y"])
    size = request["batch"]
    batches = [
        (inputs[begin : begin + size], classes[begin : begin + size])
        for begin in range(0, rows - size + 1, size)
    ]
    layers, offset = [], offsets["params"]
    for before, after in zip(header["layers"], header["layers"][1:]):
        weights = numbers("<f4", before * after, offset).reshape(before, after)
        biases = numbers("<f4", after, offset + 4 * before * after)
        layers.append((weights, biases))
        offset += 4 * (before + 1) * after
    return batches, layers


def update_gradient(n):
    return ((np.arange(n) % 7 - 3) * 0.01).astype(np.float32)
