"""Small views that know nothing of documents: sliders, thumbnails, toasts, icons, the theme."""
