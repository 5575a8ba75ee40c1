"""What the studio and the engine say to each other: msgspec structs over a connection, never pickle.

`epoch` counts openings of a generator; what belongs to an older one is dropped. `job` names long work, chosen by the
studio. Pictures are uint8 [H, W, 3] in shared memory (app.engine.frames). A message is told of in one place, the
module of who says it: its class, and the union at the end.
"""
