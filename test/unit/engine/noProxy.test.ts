import { describe, expect, test } from 'vitest';
import { bypassesProxy } from '../../../src/engine/network/noProxy';

const to = (host: string, port = 443) => ({ host, port });

describe('reached without a proxy', () => {
  test.each([
    ['*', to('anything.example')],
    ['example.com', to('example.com')],
    ['example.com', to('EXAMPLE.com.')],
    ['example.com', to('api.example.com')],
    ['.example.com', to('api.example.com')],
    ['*.example.com', to('api.example.com')],
    ['example.com:8443', to('example.com', 8443)],
    [' Example.Com ', to('example.com')],
    ['10.1.2.3', to('10.1.2.3')],
    ['10.0.0.0/8', to('10.200.1.1')],
    ['[fd00::1]', to('fd00::1')],
    ['[fd00::1]:443', to('fd00::1')],
    ['fd00::/8', to('fd12::9')],
    ['<local>', to('intranet')],
    ['', to('localhost')],
    ['', to('api.localhost')],
    ['', to('127.0.0.1')],
    ['', to('::1')],
  ])('%s: %o', (rule, destination) => expect(bypassesProxy(destination, [rule])).toBe(true));
});

describe('not reached without a proxy', () => {
  test.each([
    ['', to('example.com')],
    ['example.com', to('notexample.com')],
    ['example.com', to('example.com.evil')],
    ['example.com:8443', to('example.com')],
    ['10.0.0.0/8', to('11.0.0.1')],
    ['10.0.0.0/8', to('ten.example')],
    ['10.0.0.0/99', to('10.0.0.1')],
    ['10.0.0.0/', to('10.0.0.1')],
    ['fd00::/8', to('10.0.0.1')],
    ['0.0.1', to('10.0.0.1')],
    ['<local>', to('example.com')],
    ['<local>', to('fd00::1')],
    ['<-loopback>', to('localhost')],
    ['<-loopback>', to('127.0.0.1')],
    ['.', to('example.com')],
    ['*.', to('example.com')],
  ])('%s: %o', (rule, destination) => expect(bypassesProxy(destination, [rule])).toBe(false));
});
