using Ingot.Core.Diagnostics;
using Ingot.Runs.Stores;

namespace Ingot.Runs.Tests;

/// <summary>A folder with the file of a store.</summary>
internal sealed class StoreFolder : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("ingot-runs-").FullName;

    public string File => Path.Combine(Folder, RunStoreLocation.FolderName, RunStoreLocation.FileName);

    public DiagnosticList Said { get; } = new();

    public SqliteRunStore Open(TimeSpan? patience = null) => new(File, Said, TimeProvider.System, patience);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
