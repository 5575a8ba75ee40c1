"""What the trainers share: a stream of rooms, averaged weights, a clock, sheets, and a state that can be resumed."""
