// --- operations and client ---
