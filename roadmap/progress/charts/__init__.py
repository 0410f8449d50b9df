"""The dashboard's charts, one module each: rows counted by the database, and the drawing and the table made of them."""
