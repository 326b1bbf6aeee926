using Ingot.Tests.Shared;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Runtime.Tests;

public class LifetimeTests(TestModels models) : IClassFixture<TestModels>
{
    [Fact]
    public void Many_threads_share_one_client()
    {
        using var client = new TestClient(models.Line);

        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 16 }, thread =>
        {
            for (var i = 0; i < 50; i++)
            {
                var x = (thread * 1000f) + i;
                Assert.Equal([(2 * x) + 1, 1f], client.Predict(x, 0));
            }
        });
    }

    [Fact]
    public async Task Disposing_waits_for_the_runs_under_way()
    {
        for (var round = 0; round < 20; round++)
        {
            var client = new TestClient(models.Line);
            using var running = new CountdownEvent(4);
            var runs = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                var x = new float[2000];
                var runs = 0;
                try
                {
                    while (true)
                    {
                        Assert.Equal(1f, client.Predict(x)[0]);
                        if (++runs == 1)
                        {
                            running.Signal();
                        }
                    }
                }
                catch (ObjectDisposedException)
                {
                    return runs;
                }
            })).ToArray();

            Assert.True(running.Wait(Waiting.Patience));
            client.Dispose();

            Assert.All(await Waiting.ForAsync(Task.WhenAll(runs)), count => Assert.True(count > 0));
        }
    }

    [Fact]
    public void A_disposed_client_says_so()
    {
        var client = new TestClient(models.Line);
        client.Load();
        client.Dispose();
        client.Dispose();

        Assert.Contains(nameof(TestClient), Assert.Throws<ObjectDisposedException>(() => client.Predict(1)).ObjectName, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(client.Load);
        Assert.Throws<ObjectDisposedException>(() => client.Metadata);
    }

    [Fact]
    public void The_model_is_loaded_at_first_use()
    {
        var path = models.At("later.onnx");
        File.Delete(path);
        using var client = new TestClient(path);
        Assert.Throws<FileNotFoundException>(client.Load);

        // A file that was not there yet is no reason to be broken for ever.
        File.Copy(models.Line, path);
        Assert.Equal([3f], client.Predict(1));
    }

    [Fact]
    public void A_stream_may_be_closed_after_the_constructor()
    {
        TestClient client;
        using (var stream = File.OpenRead(models.Line))
        {
            client = new TestClient(stream);
        }

        using (client)
        {
            Assert.Equal([3f], client.Predict(1));
        }
    }

    [Fact]
    public void Options_are_the_callers()
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        for (var i = 0; i < 2; i++)
        {
            using var client = new TestClient(models.Line, options);
            Assert.Equal([3f], client.Predict(1));
        }
    }

    [Fact]
    public void Metadata_say_what_the_model_is()
    {
        using var client = new TestClient(models.Text);

        Assert.Equal("BinaryClassification", client.Metadata["ingot.task"]);
        Assert.Equal("yes", client.Metadata["ingot.positiveClass"]);
    }

    [Fact]
    public void The_threshold_is_known_where_training_chose_it()
    {
        using var plain = new TestClient(models.Text);
        using var chosen = new TestClient(models.Chosen);

        Assert.Null(plain.DecisionThreshold);
        Assert.Equal(0.125, chosen.DecisionThreshold);
    }
}
