namespace Ingot.Artifacts.Tests;

public class PassingLockTests
{
    [Fact]
    public void Its_file_is_there_while_it_is_held_and_what_a_killed_holder_left_holds_nobody_up()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("lock", "left behind");
        using (PassingLock.Acquire(path, () => false))
        {
            Assert.True(File.Exists(path));
            var asked = 0;
            Assert.Null(PassingLock.Acquire(path, () => ++asked > 2));
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void However_many_come_and_go_one_at_a_time_holds_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("lock");
        var (inside, most, turns) = (0, 0, 0);
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 60; i++)
            {
                var asked = 0;
                using var held = PassingLock.Acquire(path, () => asked++ > 0);
                if (held is not null)
                {
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    turns++;
                    Thread.Yield();
                    Interlocked.Decrement(ref inside);
                }
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.Equal(1, most);
        Assert.True(turns > 4, $"Only {turns} turns.");
        Assert.False(File.Exists(path));
    }
}
