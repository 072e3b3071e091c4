"""llama.cpp's own HTTP server with a model, until whoever started it is gone.

Usage: python3 engine.py MODEL.gguf NAME
"""
import sys

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path, name = sys.argv[1:]
params.model_alias = {name}
params.hostnames = ["127.0.0.1"]
params.port = 0
params.n_parallel = 2
params.n_ctx = 2 * 1024
params.cpuparams.n_threads = 1  # the fastest for a model as small as this
params.cpuparams_batch.n_threads = 1
params.embedding = True  # beside chats
params.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
params.endpoint_metrics = True
params.ui = False

server = xllamacpp.Server(params)
print("engine ready at", server.listening_address, flush=True)
sys.stdin.read()
