using Ingot.Releases.Channels;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Channels;

/// <summary>Two versions of a model, three people with keys, and a folder of channels that knows them.</summary>
public abstract class ChannelTestBase : IDisposable
{
    protected const string Production = "production";

    protected ChannelTestBase()
    {
        Directory.CreateDirectory(Channels.Keys);
        foreach (var key in new[] { Alice, Bob, Carol })
        {
            File.WriteAllText(KeyRing.PathOf(Channels.Keys, key.Public.Identity), key.Public.ToPem());
        }

        First = ModelPackage.Read(TestPackage.Write(Folder, "1.0.0"));
        Second = ModelPackage.Read(TestPackage.Write(Folder, "1.1.0", weight: -0.7));
    }

    protected static DateTimeOffset Noon { get; } = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    protected string Folder { get; } = Directory.CreateTempSubdirectory("ingot-channel-tests-").FullName;

    protected SigningKey Alice { get; } = SigningKey.Create("alice");

    protected SigningKey Bob { get; } = SigningKey.Create("bob");

    protected SigningKey Carol { get; } = SigningKey.Create("carol");

    protected ModelPackage First { get; }

    protected ModelPackage Second { get; }

    protected ChannelFolder Channels => new(Path.Combine(Folder, "channels"));

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Alice.Dispose();
            Bob.Dispose();
            Carol.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
