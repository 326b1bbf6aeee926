namespace Ingot.Core.Diagnostics;

/// <summary>Where the cause of an error lies, and so who can do something about it. The tool's exit code follows from it.</summary>
public enum DiagnosticCause
{
    /// <summary>The model did not pass what was asked of it.</summary>
    Model,

    /// <summary>What a person wrote or gave: the project, the data, a package, the use of a verb.</summary>
    Input,

    /// <summary>The machine, the network, the file system, or Ingot itself.</summary>
    Machine,
}
