//! The journal (流水): the durable list of transactions, its records, replay and the storage it is kept in.
