using System.Security.Cryptography;
using System.Runtime.Versioning;
using System.Text;
using Ingot.Tests.Shared;

namespace Ingot.Artifacts.Tests;

public class SealKeyTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public void The_seal_is_HMAC_SHA256_of_purpose_and_text()
    {
        var text = new string('k', SealKey.LeastLength);
        var key = SealKey.OfTeam(text + "\n");
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(text), "purpose\nthe record\n"u8));

        Assert.Equal(expected, key.Seal("purpose", "the record\n"));
        Assert.True(key.Fits("purpose", "the record\n", expected));
        Assert.False(key.Fits("another", "the record\n", expected));
        Assert.False(key.Fits("purpose", "the record", expected));
        Assert.False(key.Fits("purpose", "the record\n", expected[..^1]));
        Assert.False(key.Fits("purpose", "the record\n", string.Empty));
    }

    [Fact]
    public void A_users_key_is_made_once_whoever_asks_first_and_is_his_alone()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("data/ingot-keys/cache.key");
        var seals = new string[8];
        var threads = Enumerable.Range(0, seals.Length).Select(i => new Thread(() => seals[i] = SealKey.OfUser(path).Seal("p", "t"))).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.Single(seals.Distinct());
        Assert.Equal(path, Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!)));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(path));
            Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        }
    }

    [Fact]
    public void A_users_key_is_32_random_bytes_on_a_line()
    {
        using var folder = new TemporaryFolder();
        var texts = Enumerable.Range(0, 4).Select(i =>
        {
            SealKey.OfUser(folder.At($"{i}/cache.key"));
            return File.ReadAllText(folder.At($"{i}/cache.key"));
        }).ToList();

        Assert.Equal(4, texts.Distinct().Count());
        Assert.All(texts, t => Assert.Matches("^[0-9a-f]{64}\n$", t));
        Assert.All(texts, t => Assert.NotEqual(new string('0', 64), t.Trim()));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_users_key_lies_where_the_system_has_what_is_his()
    {
        using var folder = new TemporaryFolder();
        var before = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        try
        {
            Environment.SetEnvironmentVariable("XDG_DATA_HOME", folder.Path);
            if (Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) == folder.Path)
            {
                Assert.False(SealKey.OfUser().IsTeams);
                Assert.Equal(SealKey.OfUser().Seal("p", "t"), SealKey.OfUser(folder.At("ingot-keys/cache.key")).Seal("p", "t"));
                Assert.True(File.Exists(folder.At("ingot-keys/cache.key")));
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("XDG_DATA_HOME", before);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("short")]
    public void A_key_that_is_empty_or_short_is_none_and_is_not_made_anew(string text)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("cache.key", text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }

        Assert.Contains("at least 43", Assert.Throws<FormatException>(() => SealKey.OfUser(path)).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => SealKey.OfTeamFile(path));
        Assert.Throws<FormatException>(() => SealKey.OfTeam(text));
        Assert.Equal(text, File.ReadAllText(path));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_key_that_others_can_read_or_write_is_none()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("cache.key", new string('k', SealKey.LeastLength));
        File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.GroupRead);
        Assert.Equal("Others may read or write it", Assert.Throws<FormatException>(() => SealKey.OfUser(path)).Message);
        Assert.True(SealKey.OfTeamFile(path).IsTeams);

        File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.OtherWrite);
        Assert.Throws<FormatException>(() => SealKey.OfTeamFile(path));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void The_folder_of_an_own_cache_is_its_users_and_that_of_a_team_as_he_makes_folders()
    {
        using var folder = new TemporaryFolder();
        using (new ArtifactCache(folder.At("team"), SealKey.OfTeam(new string('k', SealKey.LeastLength))).TryLock(ContentHash.OfText("key"), () => false))
        using (new ArtifactCache(folder.At("own"), SealKey.OfUser(folder.At("key"))).TryLock(ContentHash.OfText("key"), () => false))
        {
            Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.At("own")));
            Assert.True(File.GetUnixFileMode(folder.At("team")).HasFlag(UnixFileMode.GroupRead));
        }
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_is_shared_when_its_mode_lets_others_write()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("cache"));
        Assert.False(SharedFolder.IsOpenToOthers(folder.At("cache")));
        Assert.False(SharedFolder.IsOpenToOthers(folder.At("none")));

        File.SetUnixFileMode(folder.At("cache"), (UnixFileMode)0b111_101_111);
        Assert.True(SharedFolder.IsOpenToOthers(folder.At("cache")));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void What_is_made_in_a_shared_folder_is_shared_as_the_folder_is()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("feed/made"));
        folder.Write("feed/lock", string.Empty);
        File.SetUnixFileMode(folder.At("feed"), (UnixFileMode)0b010_111_111_101);
        File.SetUnixFileMode(folder.At("feed/made"), (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(folder.At("feed/lock"), (UnixFileMode)0b110_100_100);

        SharedFolder.Share(folder.At("feed"), folder.At("feed/made"));
        SharedFolder.Share(folder.At("feed"), folder.At("feed/lock"));

        Assert.Equal((UnixFileMode)0b010_111_111_101, File.GetUnixFileMode(folder.At("feed/made")));
        Assert.Equal((UnixFileMode)0b110_110_100, File.GetUnixFileMode(folder.At("feed/lock")));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_shared_file_and_the_folders_to_it_are_those_who_share_the_folders_too()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("feed/there"));
        File.SetUnixFileMode(folder.At("feed"), (UnixFileMode)0b010_111_111_101);
        File.SetUnixFileMode(folder.At("feed/there"), (UnixFileMode)0b111_000_000);

        AtomicFile.WriteShared(folder.At("feed/new/deep/state.json"), "ä");
        AtomicFile.WriteShared(folder.At("feed/new/deep/state.json"), "ä2");
        AtomicFile.WriteShared(folder.At("feed/there/state.json"), "b");

        Assert.Equal("ä2", File.ReadAllText(folder.At("feed/new/deep/state.json")));
        Assert.Equal((UnixFileMode)0b010_111_111_101, File.GetUnixFileMode(folder.At("feed/new")));
        Assert.Equal((UnixFileMode)0b010_111_111_101, File.GetUnixFileMode(folder.At("feed/new/deep")));
        Assert.Equal((UnixFileMode)0b110_110_100, File.GetUnixFileMode(folder.At("feed/new/deep/state.json")) & (UnixFileMode)0b111_110_111);

        // One that is there stays as it is, and what is in it is as it is.
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(folder.At("feed/there")));
        Assert.False(File.GetUnixFileMode(folder.At("feed/there/state.json")).HasFlag(UnixFileMode.GroupWrite));
        Assert.Single(Directory.GetFiles(folder.At("feed/new/deep")));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Sharing_takes_nothing_away_and_what_is_private_stays_so()
    {
        using var folder = new TemporaryFolder();
        folder.Write("own/file", string.Empty);
        File.SetUnixFileMode(folder.At("own"), (UnixFileMode)0b111_000_000);
        File.SetUnixFileMode(folder.At("own/file"), (UnixFileMode)0b110_110_110);

        SharedFolder.Share(folder.At("own"), folder.At("own/file"));
        SharedFolder.Share(folder.At("nowhere"), folder.At("own/file"));
        SharedFolder.Share(folder.At("own"), folder.At("own/nowhere"));

        Assert.Equal((UnixFileMode)0b110_110_110, File.GetUnixFileMode(folder.At("own/file")));
    }
}
