"""What worked where: the findings of the reading notes as a matrix, with filters, summaries and exports."""
