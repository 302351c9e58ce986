"""Writes echo.onnx, a model of contract 4 whose outputs show what it was given. It needs Python's package onnx:

    python echo_model.py ../resources/io/wanderscope/inference/echo.onnx

alpha repeats imaging. noise is the sum of observed, and the length. novelty is the sum of the positions. The saliency of the first
stage is observed, that of the second the x of each point; the absolute saliency is observed plus one. Probabilities, families and the class set are constant.
"""

import sys

import onnx
from onnx import TensorProto, helper

PROBABILITIES = [0.3, 0.1, 0.2, 0.1, 0.1, 0.1, 0.05, 0.05]
FAMILIES = [0.5, 0.05, 0.1, 0.2, 0.1, 0.05]
CLASS_SET = [1, 0, 1, 0, 0, 0, 0, 1]
METADATA = {
    "wanderscope.contract": "4",
    "wanderscope.name": "echo",
    "wanderscope.classes": "ATTM,CTRW,SUB_FBM,SUB_SBM,SUPER_FBM,LEVY_WALK,SUPER_SBM,BROWNIAN",
    "wanderscope.families": "DIFFUSION_MODEL,IMMOBILE,CONFINED,DIRECTED,SWITCHING,ARTEFACT",
    "wanderscope.stages": "seen,x",
    "wanderscope.receptive_fields": "1,1",
    "wanderscope.points": "5,1000",
}


def floats(name, *shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))


def ints(name, values):
    return helper.make_tensor(name, TensorProto.INT64, [len(values)], values)


def row(name, values):
    return helper.make_tensor(name, TensorProto.FLOAT, [1, len(values)], values)


def node(operator, inputs, output, **attributes):
    return helper.make_node(operator, inputs, [output], **attributes)


# A constant row times a column of ones, one for each trajectory.
nodes = [
    node("Cast", ["lengths"], "length", to=TensorProto.FLOAT),
    node("Div", ["length", "length"], "one"),
    node("Unsqueeze", ["one", "axis1"], "ones"),
    node("MatMul", ["ones", "probability_row"], "probabilities"),
    node("MatMul", ["ones", "family_row"], "family"),
    node("MatMul", ["ones", "class_set_row"], "class_set"),
    node("Identity", ["imaging"], "alpha"),
    node("ReduceSum", ["positions", "points_and_axes"], "novelty", keepdims=0),
    node("ReduceSum", ["observed", "axis1"], "seen", keepdims=1),
    node("Unsqueeze", ["length", "axis1"], "length_column"),
    node("Concat", ["seen", "length_column"], "noise", axis=1),
    node("Unsqueeze", ["observed", "axis1"], "first_stage"),
    node("Gather", ["positions", "zero"], "x", axis=2),
    node("Transpose", ["x"], "second_stage", perm=[0, 2, 1]),
    node("Concat", ["first_stage", "second_stage"], "saliency", axis=1),
    node("Add", ["observed", "one_float"], "absolute_saliency"),
]
graph = helper.make_graph(
    nodes,
    "echo",
    [
        floats("positions", "batch", "points", 2),
        helper.make_tensor_value_info("lengths", TensorProto.INT64, ["batch"]),
        floats("observed", "batch", "points"),
        floats("imaging", "batch", 2),
    ],
    [
        floats("probabilities", "batch", 8),
        floats("alpha", "batch", 2),
        floats("family", "batch", 6),
        floats("novelty", "batch"),
        floats("noise", "batch", 2),
        floats("class_set", "batch", 8),
        floats("saliency", "batch", 2, "points"),
        floats("absolute_saliency", "batch", "points"),
    ],
    [
        row("probability_row", PROBABILITIES),
        row("family_row", FAMILIES),
        row("class_set_row", CLASS_SET),
        ints("axis1", [1]),
        ints("points_and_axes", [1, 2]),
        ints("zero", [0]),
        helper.make_tensor("one_float", TensorProto.FLOAT, [1], [1]),
    ],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
helper.set_model_props(model, METADATA)
onnx.checker.check_model(model)
onnx.save(model, sys.argv[1])
