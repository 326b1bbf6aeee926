using Ingot.Serving;
using Microsoft.AspNetCore.Builder;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddIngotModels(options =>
{
    options.Channel = "production";
    options.Canary.Channel = "staging";
    options.Canary.Percent = 5;
    options.Limits.MaxRows = 1_000;
});

var application = builder.Build();
application.MapIngotModels();
application.MapIngotDocumentation();
await application.RunAsync();
