"""What the studio and the engine say to each other: msgspec structs over a connection, never pickle.

`epoch` counts openings of a generator; what belongs to an older one is dropped. `job` names long work, chosen by the
studio. Pictures are uint8 [H, W, 3] in shared memory (app.engine.frames).
"""

from __future__ import annotations

import msgspec

from app.engine.protocol.message import Frame, Message
from app.engine.protocol.to_engine import (
    Asked,
    Cancel,
    EstimateSize,
    Export,
    FitStrength,
    Grow,
    Inspect,
    Job,
    LookAtScene,
    LookAtWords,
    MakeReport,
    MakeSheet,
    MakeSweep,
    MeasureConcept,
    Open,
    Quit,
    Rank,
    Release,
    Render,
    SaveRaw,
    ToEngine,
    Transfer,
    Workers,
)
from app.engine.protocol.to_studio import (
    Cancelled,
    ConceptMeasured,
    Doing,
    DrawProgress,
    Exported,
    ExportProgress,
    Failed,
    Grown,
    GrowProgress,
    Inspected,
    InspectProgress,
    Opened,
    Opening,
    Ranked,
    RankProgress,
    Ready,
    Rendered,
    Rendering,
    Reported,
    ReportProgress,
    Saved,
    Seen,
    SizeEstimated,
    StrengthFitted,
    Thumbnail,
    ToStudio,
    TransferProgress,
    Transferred,
    WordMap,
    WordMaps,
)

__all__ = [
    "Asked",
    "Cancel",
    "Cancelled",
    "ConceptMeasured",
    "Doing",
    "DrawProgress",
    "EstimateSize",
    "Export",
    "ExportProgress",
    "Exported",
    "Failed",
    "FitStrength",
    "Frame",
    "Grow",
    "GrowProgress",
    "Grown",
    "Inspect",
    "InspectProgress",
    "Inspected",
    "Job",
    "LookAtScene",
    "LookAtWords",
    "MakeReport",
    "MakeSheet",
    "MakeSweep",
    "MeasureConcept",
    "Message",
    "Open",
    "Opened",
    "Opening",
    "Quit",
    "Rank",
    "RankProgress",
    "Ranked",
    "Ready",
    "Release",
    "Render",
    "Rendered",
    "Rendering",
    "ReportProgress",
    "Reported",
    "SaveRaw",
    "Saved",
    "Seen",
    "SizeEstimated",
    "StrengthFitted",
    "Thumbnail",
    "ToEngine",
    "ToStudio",
    "Transfer",
    "TransferProgress",
    "Transferred",
    "WordMap",
    "WordMaps",
    "Workers",
    "pack",
    "unpack_to_engine",
    "unpack_to_studio",
]

_encoder = msgspec.msgpack.Encoder()
_to_engine: msgspec.msgpack.Decoder[ToEngine] = msgspec.msgpack.Decoder(ToEngine)
_to_studio: msgspec.msgpack.Decoder[ToStudio] = msgspec.msgpack.Decoder(ToStudio)


def pack(message: Message) -> bytes:
    """A message as bytes."""
    return _encoder.encode(message)


def unpack_to_engine(data: bytes) -> ToEngine:
    """Raises msgspec.MsgspecError for anything else."""
    return _to_engine.decode(data)


def unpack_to_studio(data: bytes) -> ToStudio:
    """Raises msgspec.MsgspecError for anything else."""
    return _to_studio.decode(data)
