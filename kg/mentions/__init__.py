"""What the text names: documents, agencies, people, dates. One module per question; none imports another's answer."""
