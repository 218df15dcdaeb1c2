"""The graph over HTTP: SPARQL 1.1 Protocol, Graph Store Protocol, entity IRIs that dereference.

    accept     which of the formats a client wants
    problems   RFC 9457 documents for all that goes wrong
    jobs       what the server asks of a worker, and how both say it
    asking, writing, answers, statements   what a worker does with a query, a change, an answer, the text of either
    worker     a process that works on one job after another and ends itself when one takes too long
    confine    what the kernel holds a worker to: time, memory, no network
    pool       the workers: warm, few, replaced when they end
    source     which state of which graph is served; the writer and its snapshots
    sparql, graphs, describe, entities   the addresses
    app        all of these together
    run        the socket, the signals, the start and the end

Queries never run in the process that holds the connections: the engine cannot be interrupted, a process can.
"""
