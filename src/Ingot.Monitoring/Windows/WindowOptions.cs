using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;

namespace Ingot.Monitoring.Windows;

/// <summary>How a window is read.</summary>
public sealed record WindowOptions
{
    /// <summary>The model's schema, which says what the columns are and what their values may be; null: all columns are features of the types that they have.</summary>
    public ModelSchema? Schema { get; init; }

    /// <summary>The schema's file, as diagnostics name it; null: they name no place.</summary>
    public string? SchemaFile { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether somebody said when the window ends: rows from later than that are simply not in it. Default: no, and they are from the future.</summary>
    public bool EndIsSaid { get; init; }

    /// <summary>How far clocks of servers may be ahead of this one; default 5 minutes. Rows from later are from the future.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many threads queries may use; default: all processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Bytes of memory that queries may take before they use the disk; default 1 GB.</summary>
    public long MemoryLimit { get; init; } = 1L << 30;

    /// <summary>A folder, which need not exist, for what is written on the way; it is deleted with the window. Default: one of the machine's temporary folder.</summary>
    public string? ScratchFolder { get; init; }

    /// <summary>Takes what is wrong with the log and with the values in it; null: nobody hears it.</summary>
    public IDiagnosticSink? Diagnostics { get; init; }
}
