"""What people do with a project: use cases, undo, tasks, and the ports that other rooms fill."""
