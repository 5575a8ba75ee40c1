"""One presenter a view: it shows what the studio holds and passes on what a person does."""
