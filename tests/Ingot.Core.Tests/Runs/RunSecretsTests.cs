using Ingot.Core.Runs;

namespace Ingot.Core.Tests.Runs;

public class RunSecretsTests
{
    [Theory]
    [InlineData("ApiKey", "abc", "(hidden)")]
    [InlineData("db_password", "abc", "(hidden)")]
    [InlineData("Data", "s3://key:secret@bucket/x.csv", "s3://(hidden)@bucket/x.csv")]
    [InlineData("Data", "Host=db;Username=u;Password=p;Port=5", "Host=db;Username=u;Password=(hidden);Port=5")]
    [InlineData("Command", "python train.py --token \"a b\" --lr 0.1", "python train.py --token (hidden) --lr 0.1")]
    [InlineData("Command", "curl -H ghp_0123456789abcdefghijABCDEFGHIJ", "curl -H (hidden)")]
    [InlineData("Command", "API_KEY=abc,def", "API_KEY=(hidden),def")]
    public void Hides_secrets(string name, string value, string stored) => Assert.Equal(stored, RunSecrets.Hide(name, value));

    [Theory]
    [InlineData("Leaves", "31")]
    [InlineData("Tokens", "512")]
    [InlineData("Text", "word tokens of two letters")]
    [InlineData("Keyed", "Password strength")]
    [InlineData("Data", "https://host/path@version/x.csv")]
    public void Leaves_the_rest_alone(string name, string value) => Assert.Equal(value, RunSecrets.Hide(name, value));
}
